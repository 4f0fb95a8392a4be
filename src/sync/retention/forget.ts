import { type Clock, type ForgetRule, type Log, type Stores } from '../ports';
import { BATCH, inBatches, inTurn, PAIRS, type Round } from './batches';
import { POLICY, type Terms } from './policy';

export interface RetentionDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly terms: Terms;
}

/** 16 MB of a table at a time. */
const BLOCKS = 2_000;
const PIECES = 4;

const before = ({ clock }: RetentionDeps, ms: number): Date => new Date(clock.now().getTime() - ms);

const forgetRule = ({ stores, terms }: RetentionDeps, rule: ForgetRule, cutoff: Date) => {
  const { retention } = stores;
  if (rule === 'half_versions.superseded') return () => retention.forgetVersions(cutoff, terms.versions, BATCH);
  return () => retention.forget(rule, cutoff, rule === 'links.emptied' ? PAIRS : BATCH);
};

/** By age, table by table. */
export const forgetOld = async (deps: RetentionDeps, round: Round): Promise<void> => {
  await inTurn(deps, 'links that ended', () =>
    inBatches(round, () => deps.stores.retention.noteClosed(deps.clock.now(), BATCH)),
  );
  for (const { forget = [], walk = [] } of Object.values(POLICY)) {
    for (const [rule, term] of forget) {
      const take = forgetRule(deps, rule, before(deps, deps.terms[term]));
      await inTurn(deps, rule, () => inBatches(round, take, rule === 'links.emptied' ? PAIRS : BATCH));
    }
    for (const [rule, term] of walk) {
      await inTurn(deps, rule, () => walkOn(deps, round, () => before(deps, deps.terms[term]), rule));
    }
  }
  await inTurn(deps, 'inbox.unhandled', () => dropUnhandled(deps, round));
};

type Walk = Parameters<Stores['retention']['walk']>[0];

/** Where it stopped it goes on in the next round, whoever runs that. */
const walkOn = async ({ stores }: RetentionDeps, round: Round, cutoff: () => Date, rule: Walk): Promise<void> => {
  for (let piece = 0; piece < PIECES; piece += 1) {
    const { removed, atEnd } = await stores.retention.walk(rule, cutoff(), BLOCKS);
    round.removed += removed;
    if (atEnd) return;
  }
  round.more = true;
};

/**
 * A side that was switched off waits with its events. After the time of records they are dropped: pairs are read anew
 * when it is switched on again; issues that were never sent are brought in by hand, and the contract's log says so.
 */
const dropUnhandled = async (deps: RetentionDeps, round: Round): Promise<void> => {
  const counts = new Map<string, number>();
  await inBatches(round, async () => {
    const dropped = await deps.stores.retention.dropUnhandled(before(deps, deps.terms.recordsMs), BATCH);
    for (const { contractId, count } of dropped) counts.set(contractId, (counts.get(contractId) ?? 0) + count);
    return dropped.reduce((sum, { count }) => sum + count, 0);
  });
  for (const [contractId, count] of counts) await noteDropped(deps, contractId, count);
};

const noteDropped = async ({ stores, clock }: RetentionDeps, contractId: string, count: number): Promise<void> => {
  const contract = await stores.contracts.find(contractId);
  if (!contract) return;
  await stores.activity.append([
    {
      at: clock.now().toISOString(),
      connectionId: contract.connectionId,
      contractId,
      linkId: null,
      side: null,
      kind: 'nothing',
      text: `${count} changes waited too long for "${contract.name}" to run and were dropped. When it runs again, its pairs are read anew; bring in issues that were not sent yet under Existing issues.`,
      keys: { master: null, provider: null },
      actor: null,
    },
  ]);
};
