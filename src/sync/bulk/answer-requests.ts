import { otherSide } from '../../core/model';
import { type Actor, demandBothSides, type MyContract, noSuch, Refusal } from '../agreements';
import { noteShared } from '../agreements/note';
import { type ContractDeps } from '../contracts/deps';
import { type Asked, type PairRequest, type Stores } from '../ports';
import { agreeTo, refuseAll } from './agreed';
import { DECLINED } from './verdicts';

export interface Answer {
  readonly answer: 'accept' | 'decline';
  readonly which: { readonly ids: readonly string[] } | { readonly runId: string };
}

const STATES = { accept: 'accepted', decline: 'declined' } as const;
const DID = { accept: 'agreed to', decline: 'declined' } as const;

const pairs = (count: number): string => (count === 1 ? '1 pair' : `${count} pairs`);

const answeredAlready = (): Refusal =>
  new Refusal(
    'conflict',
    'request-answered',
    'This was answered, withdrawn or given up meanwhile.',
    'Load the page again to see what still waits for an answer.',
  );

/** Requests of the other side to this one; of anybody else's none is there. */
const demandAsked = async (stores: Stores, asked: Asked, ids: readonly string[]): Promise<readonly PairRequest[]> => {
  const found = await Promise.all(ids.map((id) => stores.pairRequests.find(id)));
  return found.map((request) => {
    if (request?.contractId !== asked.contractId || request.side !== asked.side) throw noSuch('request');
    return request;
  });
};

/** True where these have that answer already: asking twice does no harm. */
const isAnsweredSo = async (stores: Stores, asked: Asked, { answer, which }: Answer): Promise<boolean> => {
  if ('runId' in which) {
    const run = await stores.bulk.find(which.runId);
    return run?.contractId === asked.contractId && run.side === asked.side && run.kind === 'link';
  }
  const found = await demandAsked(stores, asked, which.ids);
  return found.every(({ state }) => state === STATES[answer]);
};

const wordsOf = ({ side }: MyContract, answer: Answer['answer'], count: number): string =>
  `The ${side} ${DID[answer]} ${pairs(count)} that the ${otherSide(side)} asked for.`;

/**
 * Says yes or no to pairs that the other side asks for. An admin of the side that gives does, never the one that asked; the
 * pairs are then made, or refused, by the runs that asked. Returns how many were answered now.
 */
export const answerRequests = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  { answer, which }: Answer,
): Promise<number> =>
  deps.database.transact(async (stores) => {
    if (answer === 'accept') demandBothSides(mine);
    await stores.connections.lock(mine.connection.id);
    const asked = { contractId: mine.contract.id, side: otherSide(mine.side) };
    if ('ids' in which) await demandAsked(stores, asked, which.ids);
    const at = deps.clock.now();
    const answered = await stores.pairRequests.answer({ ...asked, ...which }, STATES[answer], actor.accountId, at);
    if (answered.length === 0) {
      if (await isAnsweredSo(stores, asked, { answer, which })) return 0;
      throw 'runId' in which ? noSuch('run') : answeredAlready();
    }
    if (answer === 'accept') await agreeTo(stores, asked.contractId, answered);
    else await refuseAll(stores, asked.contractId, answered, DECLINED, at);
    const text = wordsOf(mine, answer, answered.length);
    await noteShared(stores, deps.clock, actor, mine, { kind: 'manual', text, contractId: asked.contractId });
    return answered.length;
  });
