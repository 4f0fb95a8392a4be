import type { FieldMeta, Half, ReceiveField, SendField, ValueTable } from '../../model';
import { kindOf } from '../registry';
import { convertible } from '../translate/into';
import { findOption, findPath } from '../translate/labels';
import { fault, type Findings, type LiveHalf, NOTHING, together, warning } from './live';

const noField = (path: string, id: string): Findings =>
  fault(path, `The project has no field "${id}".`, 'Choose a field of the project, by its id.');

const unsupported = (path: string, { name }: FieldMeta): Findings =>
  fault(path, `The field "${name}" is of a type that Accord cannot write.`, 'Choose a field of a supported type.');

const isOption = ({ options, type }: FieldMeta, label: string): boolean =>
  options === null ||
  (type === 'cascade' ? findPath(options, label) !== null : findOption(options, label) !== undefined);

const unknownLabels = (path: string, meta: FieldMeta, labels: readonly (readonly [string, string])[]): Findings =>
  together(
    labels
      .filter(([, label]) => !isOption(meta, label))
      .map(([key, label]) =>
        fault(
          `${path}.values.${key}`,
          `The field "${meta.name}" has no option "${label}".`,
          'Correct the label, or add the option to the field.',
        ),
      ),
  );

const keys = (table: ValueTable): readonly (readonly [string, string])[] => Object.keys(table).map((key) => [key, key]);

const duplicates = (names: readonly (string | null)[]): ReadonlySet<number> =>
  new Set(names.flatMap((name, index) => (name !== null && names.indexOf(name) < index ? [index] : [])));

export function checkSendFields({ send }: Half, live: LiveHalf): Findings {
  const twice = duplicates(send.fields.map(({ as }) => as));
  return together(
    send.fields.map((rule, index) => {
      const path = `send.fields[${index}]`;
      const again = twice.has(index)
        ? fault(`${path}.as`, `The name "${rule.as}" is sent twice.`, 'Give each contract field a name of its own.')
        : NOTHING;
      return together([again, checkSendField(path, rule, live)]);
    }),
  );
}

function checkSendField(path: string, rule: SendField, { catalog }: LiveHalf): Findings {
  const meta = catalog[rule.field];
  if (meta === undefined) return noField(`${path}.field`, rule.field);
  return unknownLabels(path, meta, keys(rule.values));
}

export function checkReceiveFields({ receive }: Half, live: LiveHalf): Findings {
  const twice = duplicates(receive.fields.map(({ field }) => field));
  return together(
    receive.fields.map((rule, index) => {
      const path = `receive.fields[${index}]`;
      const again = twice.has(index)
        ? fault(`${path}.field`, `The field "${rule.field}" is filled twice.`, 'Let one rule fill each field.')
        : NOTHING;
      return together([again, checkReceiveField(path, rule, live)]);
    }),
  );
}

function checkReceiveField(path: string, rule: ReceiveField, live: LiveHalf): Findings {
  const meta = live.catalog[rule.field] ?? live.createCatalog?.[rule.field];
  if (meta === undefined) return noField(`${path}.field`, rule.field);
  if (meta.type === 'unsupported') return unsupported(`${path}.field`, meta);
  const values = unknownLabels(path, meta, Object.entries(rule.values));
  const otherwise =
    typeof rule.otherwise === 'object' && !isOption(meta, rule.otherwise.default)
      ? fault(
          `${path}.otherwise.default`,
          `The field "${meta.name}" has no option "${rule.otherwise.default}".`,
          'Name one of its options.',
        )
      : NOTHING;
  return together([values, otherwise, checkPair(path, rule, meta, live)]);
}

function checkPair(path: string, { from }: ReceiveField, meta: FieldMeta, { partner }: LiveHalf): Findings {
  if (from === null || partner === null) return NOTHING;
  const offered = partner.find(({ name }) => name === from);
  if (offered === undefined) {
    return warning(
      `${path}.from`,
      `The partner does not offer "${from}".`,
      'Agree on the name, or wait until the partner offers it.',
    );
  }
  if (convertible(offered.kind, kindOf(meta.type))) return NOTHING;
  return fault(
    `${path}.field`,
    `"${from}" (${offered.type}) cannot be put into the field "${meta.name}" (${meta.type}).`,
    'Choose a field of a fitting type; a text field takes anything.',
  );
}
