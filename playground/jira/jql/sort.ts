import type { IssueRecord } from '../store/records';
import type { Order } from './ast';
import { jqlField } from './find-field';
import type { JqlAt } from './jql-field';

type Compare = (a: IssueRecord, b: IssueRecord) => number;

/** Order of the answer; without ORDER BY the newest come first, as Jira does. Ids settle what is equal. */
export function sorter(at: JqlAt, orders: readonly Order[]): Compare {
  const comparers = orders.map((order) => comparer(at, order));
  const newestFirst = comparers.length === 0;
  return (a, b) => {
    for (const compare of comparers) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return newestFirst ? Number(b.id) - Number(a.id) : Number(a.id) - Number(b.id);
  };
}

function comparer(at: JqlAt, { field: name, descending }: Order): Compare {
  if (name.toLowerCase() === 'id')
    return (a, b) => (descending ? Number(b.id) - Number(a.id) : Number(a.id) - Number(b.id));
  const field = jqlField(at, name);
  const rank = (issue: IssueRecord): number | string =>
    field.kind === 'text'
      ? (field.text?.(issue) ?? '').toLowerCase()
      : (field.order?.(issue) ?? field.values(issue)[1] ?? '');
  return (a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const result =
      typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
    return descending ? -result : result;
  };
}
