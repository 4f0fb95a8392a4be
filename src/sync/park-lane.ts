import { type Contract, type PerSide, type ProblemDraft, type Side } from '../core/model';
import { type PipelineDeps } from './deps';
import { parseBulkLane, parseLinkLane, parseSweepLane } from './lane-key';
import { type Lane, type LeasedLane, PARK_AFTER, type Stores } from './ports';

/** Code of the problem of a lane that is not tried any more. */
export const LANE_PARKED = 'lane-parked';

const FACET = 'lane:';

/** Code of the problem of a lane that Accord fails at. */
export const LANE_FAULT = 'lane-fault';

const CODES = [LANE_PARKED, LANE_FAULT] as const;

const READING = 'reading:';

/** Facet of the problem of an issue that cannot be read. With the lane, for an issue may have no pair yet. */
export const readingFacet = ({ key }: Pick<Lane, 'key'>): string => `${READING}${key}`;

export const laneFacet = ({ key }: Pick<Lane, 'key'>): string => `${FACET}${key}`;

/** The lane that a problem is about; null where it is about something else. */
export const laneOfProblem = ({ code, facet }: Pick<ProblemDraft, 'code' | 'facet'>): string | null => {
  if (facet.startsWith(READING)) return facet.slice(READING.length);
  return CODES.some((each) => each === code) && facet.startsWith(FACET) ? facet.slice(FACET.length) : null;
};

export interface Subject {
  readonly contractId: string;
  readonly side: Side;
  readonly linkId: string | null;
  readonly keys: PerSide<string | null>;
  readonly subject: string;
  readonly what: string;
}

const NO_KEYS = { master: null, provider: null };

const ofLink = async (stores: Stores, lane: Lane): Promise<Subject> => {
  const { contractId, origin, issueId } = parseLinkLane(lane.key);
  const link = await stores.links.findByLane(lane.key);
  const keys = { master: link?.issues.master?.key ?? null, provider: link?.issues.provider?.key ?? null };
  const what =
    keys[origin] === null
      ? `the issue with the id ${issueId} (in Jira, "id = ${issueId}" finds it)`
      : `the issue ${keys[origin]}`;
  return { contractId, side: origin, linkId: link?.id ?? null, keys, subject: 'All work on an issue', what };
};

/** A project is looked at for several contracts: the oldest of them tells. */
const ofSweep = async (stores: Stores, lane: Lane): Promise<Subject | null> => {
  const address = parseSweepLane(lane.key);
  const words = { linkId: null, keys: NO_KEYS, subject: 'The regular look for changes' };
  const what = 'the regular look for changes';
  if (address.of === 'contract') return { ...words, what, contractId: address.contractId, side: 'master' };
  const [first] = await stores.sweeps.lookers(address.siteId, address.project);
  return first ? { ...words, what, contractId: first.contractId, side: first.side } : null;
};

/** What a lane is about; null where no contract is concerned. */
export const subjectOf = async (stores: Stores, lane: Lane): Promise<Subject | null> => {
  switch (lane.kind) {
    case 'link':
      return ofLink(stores, lane);
    case 'sweep':
      return ofSweep(stores, lane);
    case 'bulk': {
      const run = await stores.bulk.find(parseBulkLane(lane.key).runId);
      const subject = 'The work on many issues';
      const what = 'a run over many issues';
      return run && { contractId: run.contractId, side: run.side, linkId: null, keys: NO_KEYS, subject, what };
    }
    case 'housekeeping':
      return null;
  }
};

const draftFor = (lane: Lane, { side, subject, what }: Subject, { name }: Contract): ProblemDraft => ({
  facet: laneFacet(lane),
  side,
  code: LANE_PARKED,
  subject,
  cause:
    `Accord had to be started again ${PARK_AFTER} times while it worked on ${what} in the contract "${name}". ` +
    'It is left alone now, so that everything else goes on; what happens to it meanwhile is kept.',
  remedy:
    'Look for what is unusual about it, such as very long or deeply nested texts or very many comments and files, and ' +
    `make it simpler. Then try again. If that does not help, give this to whoever runs Accord: ${lane.key}`,
  print: lane.key,
});

/** No contract is concerned, so nobody but the log is told, and it comes again. */
const REST_MS = 6 * 60 * 60 * 1000;

const rest = async ({ database }: PipelineDeps, lane: LeasedLane): Promise<void> =>
  database.stores.lanes.postpone(lane, REST_MS, lane.unanswered, 'Accord stopped while this ran.');

/** A lane whose claims nobody answers: the process dies of it or stands still. Others go on without it. */
export const parkLane = async (deps: PipelineDeps, lane: LeasedLane): Promise<void> => {
  const { database, clock, log } = deps;
  log.error(
    { lane: lane.key, kind: lane.kind, unanswered: lane.unanswered - 1 },
    'a lane is parked: nobody answers for it',
  );
  const subject = await subjectOf(database.stores, lane);
  const contract = subject && (await database.stores.contracts.find(subject.contractId));
  if (!subject || !contract) return rest(deps, lane);
  await database.transact(async (stores) => {
    const at = clock.now();
    const draft = draftFor(lane, subject, contract);
    if (!(await stores.lanes.park(lane, draft.cause))) return;
    await tellOfLane(stores, contract, subject, draft, at);
  });
};

/** Opens the problem of a lane and tells it, in the caller's transaction. */
export const tellOfLane = async (
  stores: Stores,
  contract: Contract,
  { side, linkId, keys }: Subject,
  draft: ProblemDraft,
  at: Date,
): Promise<void> => {
  await stores.problems.open(contract.id, linkId, draft, at);
  const about = { connectionId: contract.connectionId, contractId: contract.id, linkId, side, keys, actor: null };
  const text = `${draft.subject}: ${draft.cause} ${draft.remedy}`;
  await stores.activity.append([{ ...about, at: at.toISOString(), kind: 'problem', text }]);
};

const MOST_LANES = 10_000;

/** Lanes of the contract are woken, parked ones too: their problems come back if nothing has changed. */
export const parkedLanesWoken = async (stores: Stores, contractId: string, at: Date): Promise<void> => {
  const open = await stores.problems.listOpen([contractId], MOST_LANES);
  for (const problem of open) if (laneOfProblem(problem) !== null) await stores.problems.resolve(problem.id, at);
};
