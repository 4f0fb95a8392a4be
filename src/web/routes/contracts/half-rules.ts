import { type Fault } from '../../../sync/agreements';
import { withoutOrder } from '../../../sync/bulk/jql';
import { at, closest, pathText } from '../shapes';
import { HEADER_MAX, JQL_MAX, RULES_MAX } from './half-parts';

/**
 * Rules over more than one key. They read the source as it was written, so that they speak up together with the
 * faults of shape and not only after those are mended.
 */
type Path = readonly (string | number)[];
type Rule = (source: unknown) => Fault[];

const entries = (source: unknown, path: Path): { readonly value: unknown; readonly path: Path }[] => {
  const list = at(source, path);
  // What is longer is a fault of its own; nobody reads what its thousands of rules say of one another.
  return Array.isArray(list)
    ? list.slice(0, RULES_MAX).map((value: unknown, index) => ({ value, path: [...path, index] }))
    : [];
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
    const seen = new Set<string>();
    return entries(source, path).flatMap((entry) => {
      const print = JSON.stringify(entry.value);
      if (!seen.has(print)) {
        seen.add(print);
        return [];
      }
      return [fault(entry.path, 'This trigger is listed twice.', 'Remove one of the two.')];
    });
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

/** Which step answers first: from any status, and by status. */
interface Answered {
  readonly first: Path;
  always: Path | null;
  readonly from: Map<unknown, Path>;
}

/** The earlier step that a step gets in the way of. No "from" stands for every status. */
const earlier = ({ first, always, from }: Answered, statuses: readonly unknown[]): Path | null => {
  if (statuses.length === 0) return first;
  const taken = statuses.find((status) => from.has(status));
  return always ?? from.get(taken) ?? null;
};

/** One status change says one signal, and one signal leads to one status. */
const ambiguousSteps =
  (path: Path, key: string): Rule =>
  (source) => {
    const answered = new Map<string, Answered>();
    return entries(source, path).flatMap((step) => {
      const name = word(step.value, key);
      if (name === null) return [];
      const statuses = namesIn(at(step.value, ['from']) ?? []).slice(0, RULES_MAX);
      const known = answered.get(name);
      const inTheWay = known ? earlier(known, statuses) : null;
      const answer = known ?? { first: step.path, always: null, from: new Map<unknown, Path>() };
      answered.set(name, answer);
      if (statuses.length === 0) answer.always ??= step.path;
      for (const status of statuses) if (!answer.from.has(status)) answer.from.set(status, step.path);
      if (!inTheWay) return [];
      const message = `"${name}" is already answered by ${pathText(inTheWay)}.`;
      return [fault(step.path, message, 'Remove one of the two, or tell them apart by "from".')];
    });
  };

const ordered: Rule = (source) => {
  const jql = at(source, ['scope', 'jql']);
  if (typeof jql !== 'string' || jql.length > JQL_MAX) return [];
  if (withoutOrder(jql) === jql.trim()) return [];
  return [fault(['scope', 'jql'], 'The JQL has an ORDER BY.', 'Write only the condition.')];
};

const PLACES = ['author', 'site', 'time'];

const unknownPlaces: Rule = (source) => {
  const path = ['receive', 'comments', 'header'];
  const header = at(source, path);
  if (typeof header !== 'string' || header.length > HEADER_MAX) return [];
  const names = [...header.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => (match[1] ?? '').trim());
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
