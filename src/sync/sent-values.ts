import { sendValue, valueText } from '../core/map';
import { type Operation, otherSide, type PerSide, type Side, type SideState } from '../core/model';
import { type Agreement } from './agreement';
import { fieldName } from './describe-operation';

/** Contract field -> the value that a side is sent, as its partner's half offers it. In contract words, so both may see it. */
export type SentValues = Readonly<Record<string, string>>;

const namesIn = (operations: readonly Operation[], side: Side): readonly string[] =>
  operations.flatMap((operation) => {
    if (operation.side !== side || (operation.kind !== 'ensureIssue' && operation.kind !== 'setFields')) return [];
    return operation.fields.flatMap(({ facet, source }) => (source === null ? [] : [fieldName(facet)]));
  });

const sentTo = (
  { halves }: Agreement,
  now: PerSide<SideState>,
  operations: readonly Operation[],
  side: Side,
): SentValues => {
  const sender = otherSide(side);
  const state = now[sender];
  if (state.state !== 'present') return {};
  const { snapshot } = state;
  return Object.fromEntries(
    namesIn(operations, side).flatMap((name) => {
      const rule = halves[sender].send.fields.find(({ as }) => as === name);
      const value = rule && snapshot.fields[rule.field];
      const sent = rule && value && sendValue(rule, value);
      return sent?.is === 'value' ? [[name, valueText(sent.value)] as const] : [];
    }),
  );
};

/** What the fields of these operations carry, by the side that gets it. */
export const sentValues = (
  agreement: Agreement,
  now: PerSide<SideState>,
  operations: readonly Operation[],
): PerSide<SentValues> => ({
  master: sentTo(agreement, now, operations, 'master'),
  provider: sentTo(agreement, now, operations, 'provider'),
});
