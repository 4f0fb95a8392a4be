import type { IssueRecord } from '../store/records';
import { JqlFault, type Clause } from './ast';
import type { JqlAt, JqlField } from './jql-field';
import { momentOf, valuesOf } from './operands';

/** `status WAS "In Progress" AFTER -1d`, `status CHANGED FROM x TO y BY user`. */
export function historyMatches(at: JqlAt, clause: Clause, field: JqlField, issue: IssueRecord): boolean {
  const { logName } = field;
  if (logName === undefined) throw new JqlFault(`History searches do not support the field '${field.name}'.`);
  const changes = at.site.state.histories
    .of(issue.id)
    .flatMap((history) =>
      history.items.map((item) => ({ ...item, authorId: history.authorId, created: history.created })),
    )
    .filter((item) => item.field.toLowerCase() === logName.toLowerCase());
  const inside = changes.filter((change) =>
    clause.predicates.every((predicate) => holds(at, field, predicate, change)),
  );
  if (clause.operator === 'changed') return inside.length > 0;
  const wanted = valuesOf(at, field, clause.operand);
  const held = inside.flatMap(({ from, fromString, to, toString }) => [from, fromString, to, toString]);
  return [...held, ...field.values(issue)].some((value) => value !== null && wanted.includes(value.toLowerCase()));
}

interface Change {
  readonly authorId: string;
  readonly created: number;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

function holds(at: JqlAt, field: JqlField, { word, operand }: Clause['predicates'][number], change: Change): boolean {
  const names = (...sides: (string | null)[]): boolean =>
    valuesOf(at, field, operand).some((value) => sides.some((side) => side?.toLowerCase() === value));
  switch (word) {
    case 'after':
      return change.created > momentOf(at, field, operand);
    case 'before':
      return change.created < momentOf(at, field, operand);
    case 'on': {
      const start = momentOf(at, field, operand);
      return change.created >= start && change.created < start + 86_400_000;
    }
    case 'during': {
      const [from, to] = operand.is === 'list' ? operand.items : [];
      if (!from || !to) throw new JqlFault('DURING needs two dates.');
      return change.created >= momentOf(at, field, from) && change.created <= momentOf(at, field, to);
    }
    case 'from':
      return names(change.from, change.fromString);
    case 'to':
      return names(change.to, change.toString);
    case 'by':
      return valuesOf(at, { ...field, knows: () => true }, operand).includes(change.authorId.toLowerCase());
  }
}
