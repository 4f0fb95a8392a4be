import type { EventHint, HistoryItem, Snapshot } from '../../../src/core/model';
import { missedEvents, wantsCreate } from '../../../src/core/plan';
import { aHalf, aSnapshot } from '../../builders';

const CREATED: EventHint = { side: 'master', kind: 'created' };
const half = aHalf({ scope: { issueTypes: ['Bug'] }, send: { createOn: ['issue_created'] } });

const changed = (fieldId: string, from: string, to: string): HistoryItem => ({
  fieldId,
  from: { id: null, text: from },
  to: { id: null, text: to },
  own: false,
});

interface Row {
  readonly name: string;
  readonly history: Snapshot['history'] & object;
  readonly fires: boolean;
}

const rows: readonly Row[] = [
  { name: 'created as what it is', history: [changed('summary', 'a', 'b')], fires: true },
  { name: 'another type at first', history: [changed('issuetype', 'Task', 'Bug')], fires: false },
  {
    name: 'of the type at first, something else in between',
    history: [changed('issuetype', 'Bug', 'Task'), changed('issuetype', 'Task', 'Bug')],
    fires: true,
  },
  { name: 'created in another project', history: [changed('issuekey', 'OPS-4', 'P-1')], fires: false },
];

describe('an issue was created in the scope', () => {
  it.each(rows)('$name', ({ history, fires }) => {
    const { fires: found, reason } = wantsCreate(half, aSnapshot({ history }), [CREATED]);
    expect(found).toBe(fires);
    if (!fires) expect(reason).toContain("came into the contract's scope after it was created");
  });

  it('is asked of its creation alone: other triggers go by what the issue is now', () => {
    const also = aHalf({ scope: { issueTypes: ['Bug'] }, send: { createOn: ['issue_created', 'issue_updated'] } });
    const issue = aSnapshot({ history: [changed('issuetype', 'Task', 'Bug')] });
    expect(wantsCreate(also, issue, [CREATED, { side: 'master', kind: 'updated' }]).fires).toBe(true);
  });
});

describe('what nobody heard of is what was not there at the last look', () => {
  const SINCE = '2026-03-01T10:00:00.000Z';
  const [OLD, NEW] = ['2026-03-01T09:00:00.000Z', '2026-03-01T11:00:00.000Z'];
  const all = aHalf({
    send: { createOn: ['issue_created', 'issue_updated', { transition: { from: null, to: '*' } }] },
  });
  const move = (at: string) => ({ from: 'Open', to: 'Done', at });

  it.each([
    ['nothing, where all of it is older', { created: OLD, updated: OLD, moves: [move(OLD)] }, []],
    ['an edit of an old issue', { created: OLD, updated: NEW, moves: [] }, ['updated']],
    ['a new issue', { created: NEW, updated: NEW, moves: [] }, ['created', 'updated']],
    ['a move', { created: OLD, updated: NEW, moves: [move(OLD), move(NEW)] }, ['updated', 'transitioned']],
  ])('%s', (_name, issue, kinds) => {
    expect(missedEvents(all, 'master', issue, SINCE).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('only as far as a trigger asks', () => {
    expect(missedEvents(half, 'master', { created: NEW, updated: NEW, moves: [move(NEW)] }, SINCE)).toEqual([CREATED]);
  });
});
