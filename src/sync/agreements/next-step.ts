import { type Contract, otherSide } from '../../core/model';
import { type MyConnection } from './access';

export const STEP_CODES = [
  'partner-answers',
  'partner-installs',
  'partner-switches-on',
  'create-contract',
  'write-half',
  'enable-half',
  'resume',
  'answer-pairs',
  'solve-problems',
  'decide-conflicts',
  'partner-writes-half',
  'partner-enables',
] as const;

/** What has to be done next so that a connection works; with a contract where it is about one. */
export interface NextStep {
  readonly code: (typeof STEP_CODES)[number];
  readonly contract: string | null;
  readonly name: string | null;
}

/** Whether Accord is there on the other side; an internal connection is its own partner, and an open one has none. */
export type PartnerState = 'here' | 'switched-off' | 'removed';

/** How a connection stands: its contracts, and those that wait for this side's admins. */
export interface Standing {
  readonly mine: MyConnection;
  readonly contracts: readonly Contract[];
  readonly partner: PartnerState;
  /** Contracts under which the partner asks for pairs. */
  readonly withRequests: ReadonlySet<string>;
  /** Contracts with open problems that this side can solve. */
  readonly withProblems: ReadonlySet<string>;
  /** Contracts with conflicts that nobody has decided. */
  readonly withConflicts: ReadonlySet<string>;
}

const step = (code: NextStep['code'], contract: Contract | null = null): NextStep => ({
  code,
  contract: contract?.id ?? null,
  name: contract?.name ?? null,
});

const runs = ({ enabled }: Contract): boolean => enabled.master && enabled.provider;

/** A contract that was switched off on purpose beside others that run is not missing. */
const isMissing = ({ contracts }: Standing, contract: Contract): boolean =>
  Object.values(contract.enabledAt).every((at) => at === null) || !contracts.some(runs);

type Duty = readonly [NextStep['code'], (contract: Contract) => boolean];

const firstOf = (standing: Standing, duties: readonly Duty[]): NextStep | null => {
  for (const [code, applies] of duties) {
    const contract = standing.contracts.find(applies);
    if (contract) return step(code, contract);
  }
  return null;
};

const ownStep = (standing: Standing): NextStep | null => {
  const { mine, contracts, withRequests, withProblems, withConflicts } = standing;
  const { connection, side } = mine;
  if (contracts.length === 0) return step('create-contract');
  const setUp = firstOf(standing, [
    ['write-half', ({ halves }) => halves[side] === null],
    ['enable-half', (contract) => !contract.enabled[side] && isMissing(standing, contract)],
  ]);
  if (setUp) return setUp;
  if (connection.paused[side]) return step('resume');
  return firstOf(standing, [
    ['answer-pairs', ({ id }) => withRequests.has(id)],
    ['solve-problems', ({ id }) => withProblems.has(id)],
    ['decide-conflicts', ({ id }) => withConflicts.has(id)],
  ]);
};

const partnersStep = (standing: Standing): NextStep | null => {
  const partner = otherSide(standing.mine.side);
  return firstOf(standing, [
    ['partner-writes-half', ({ halves }) => halves[partner] === null],
    ['partner-enables', (contract) => !contract.enabled[partner] && isMissing(standing, contract)],
  ]);
};

/** The first duty that applies, the own ones before the partner's; null where nothing is missing. */
export const nextStep = (standing: Standing): NextStep | null => {
  const { state } = standing.mine.connection;
  if (state === 'invited') return step('partner-answers');
  if (state === 'active' && standing.partner !== 'here')
    return step(standing.partner === 'removed' ? 'partner-installs' : 'partner-switches-on');
  return state === 'active' ? (ownStep(standing) ?? partnersStep(standing)) : null;
};
