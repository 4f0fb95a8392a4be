import { type Fault } from '../../../sync/agreements';
import { at, closest, pathText } from '../shapes';

/**
 * Rules over more than one key. They read the source as it was written, so that they speak up together with the
 * faults of shape and not only after those are mended.
 */
type Path = readonly (string | number)[];
type Rule = (source: unknown) => Fault[];

const entries = (source: unknown, path: Path): { readonly value: unknown; readonly path: Path }[] => {
  const list = at(source, path);
  return Array.isArray(list) ? list.map((value: unknown, index) => ({ value, path: [...path, index] })) : [];
};

const word = (value: unknown, key: string): string | null => {
  const found = at(value, [key]);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
};

const fault = (path: Path, message: string, remedy: string): Fault => ({ path: pathText(path), message, remedy });

/** Entries whose `key` says what an earlier entry said; case does not count, because people read these names. */
const repeated =
  (path: Path, key: string, what: string, remedy: string): Rule =>
  (source) => {
    const seen = new Map<string, Path>();
    return entries(source, path).flatMap((entry) => {
      const name = word(entry.value, key);
      if (name === null) return [];
      const first = seen.get(name.toLowerCase());
      if (!first) {
        seen.set(name.toLowerCase(), entry.path);
        return [];
      }
      return [fault([...entry.path, key], `${what} "${name}" already stands in ${pathText(first)}.`, remedy)];
    });
  };

const repeatedTriggers =
  (path: Path): Rule =>
  (source) => {
    const triggers = entries(source, path).map((entry) => ({ ...entry, print: JSON.stringify(entry.value) }));
    return triggers
      .filter(({ print }, index) => triggers.findIndex((other) => other.print === print) < index)
      .map((entry) => fault(entry.path, 'This trigger is listed twice.', 'Remove one of the two.'));
  };

const standingStill =
  (path: Path): Rule =>
  (source) =>
    entries(source, path)
      .filter(({ value }) => {
        const from = at(value, ['transition', 'from']);
        return typeof from === 'string' && from !== '*' && from === at(value, ['transition', 'to']);
      })
      .map((entry) =>
        fault(
          entry.path,
          'A transition cannot lead from a status to itself here.',
          'Name two statuses, or drop "from".',
        ),
      );

const valueOrFrom: Rule = (source) =>
  entries(source, ['receive', 'fields']).flatMap(({ value, path }) => {
    if (typeof value !== 'object' || value === null || word(value, 'from') !== null) return [];
    if ((at(value, ['value']) ?? null) !== null) return [];
    const from = at(value, ['from']);
    if (from !== undefined && from !== null) return [];
    return [
      fault(path, 'The rule names neither a contract field nor a value.', 'Write "from", or "value" for a constant.'),
    ];
  });

const namesIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

/** No "from" stands for every status. */
const overlap = (a: unknown, b: unknown): boolean => {
  const [left, right] = [namesIn(a ?? []), namesIn(b ?? [])];
  return left.length === 0 || right.length === 0 || left.some((name) => right.includes(name));
};

/** One status change says one signal, and one signal leads to one status. */
const ambiguousSteps =
  (path: Path, key: string): Rule =>
  (source) => {
    const steps = entries(source, path);
    return steps.flatMap((step, index) => {
      const name = word(step.value, key);
      const first = steps
        .slice(0, index)
        .find(
          (other) => word(other.value, key) === name && overlap(at(other.value, ['from']), at(step.value, ['from'])),
        );
      if (name === null || !first) return [];
      const message = `"${name}" is already answered by ${pathText(first.path)}.`;
      return [fault(step.path, message, 'Remove one of the two, or tell them apart by "from".')];
    });
  };

const ordered: Rule = (source) => {
  const jql = at(source, ['scope', 'jql']);
  if (typeof jql !== 'string') return [];
  const unquoted = jql.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  if (!/\border\s+by\b/i.test(unquoted)) return [];
  return [fault(['scope', 'jql'], 'The JQL has an ORDER BY.', 'Write only the condition.')];
};

const PLACES = ['author', 'site', 'time'];

const unknownPlaces: Rule = (source) => {
  const path = ['receive', 'comments', 'header'];
  const header = at(source, path);
  if (typeof header !== 'string') return [];
  const names = [...header.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? '');
  return names
    .filter((name) => !PLACES.includes(name))
    .map((name) => {
      const meant = closest(name, PLACES);
      const remedy = meant ? `Write {{${meant}}}.` : 'Use {{author}}, {{site}} and {{time}}.';
      return fault(path, `{{${name.slice(0, 50)}}} is not known in a header.`, remedy);
    });
};

const RULES: readonly Rule[] = [
  repeated(['send', 'fields'], 'as', 'The contract field', 'Send each contract field from one field.'),
  repeated(['receive', 'fields'], 'from', 'The contract field', 'Receive each contract field into one field.'),
  repeated(['receive', 'fields'], 'field', 'The field', 'Let one rule write each field.'),
  repeatedTriggers(['send', 'createOn']),
  repeatedTriggers(['send', 'updateOn']),
  standingStill(['send', 'createOn']),
  standingStill(['send', 'updateOn']),
  valueOrFrom,
  ambiguousSteps(['send', 'workflow'], 'to'),
  ambiguousSteps(['receive', 'workflow'], 'signal'),
  ordered,
  unknownPlaces,
];

export const ruleFaults = (source: unknown): Fault[] => RULES.flatMap((rule) => rule(source));
