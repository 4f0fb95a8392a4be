import { Router } from 'express';
import { z } from 'zod';
import { SIDES } from '../../../core/model';
import { demandActive, findMyContract, type MyContract, noSuch, Refusal } from '../../../sync/agreements';
import { type ConflictRecord, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, type Call, ok, param } from '../call';
import { facetWords } from '../facet-words';
import { listMyContracts } from '../mine';
import { limit, parse, record } from '../shapes';

const listQuery = z.object({ limit: limit(100, 500) });
const choice = record({ side: z.enum(SIDES) });

const isOpen = ({ winner, chosen }: ConflictRecord): boolean => winner === null && chosen === null;

/** The values are contract values: each side has sent or offered its own, so both may read both. */
const view = (conflict: ConflictRecord, { contract, side }: MyContract) => ({
  id: conflict.id,
  contract: { id: contract.id, name: contract.name },
  link: conflict.linkId,
  side,
  subject: facetWords(conflict.facet),
  rule: conflict.rule,
  winner: conflict.winner,
  chosen: conflict.chosen,
  open: isOpen(conflict),
  values: { master: conflict.values.master, provider: conflict.values.provider },
  at: conflict.at,
});

const getOpenConflict = async (stores: Stores, call: Call): Promise<ConflictRecord> => {
  const conflict = await stores.conflicts.find(param(call, 'id'));
  const mine = conflict && (await findMyContract(stores, call.actor.siteId, conflict.contractId));
  if (!mine) throw noSuch('conflict');
  demandActive(mine.connection);
  if (isOpen(conflict)) return conflict;
  throw new Refusal(
    'conflict',
    'conflict-decided',
    'This conflict was already decided.',
    'Edit the field in Jira to take the other value; both values stay readable here.',
  );
};

export const conflictRoutes = ({ database: { stores }, actions }: ApiDeps): Router =>
  Router()
    .get(
      '/conflicts',
      answer(async function listConflicts({ actor, side, query }) {
        const contracts = await listMyContracts(stores, actor.siteId, side);
        const found = await stores.conflicts.list([...contracts.keys()], parse(listQuery, query, 'query').limit);
        const conflicts = found.flatMap((conflict) => {
          const mine = contracts.get(conflict.contractId);
          return mine ? [view(conflict, mine)] : [];
        });
        return ok({ conflicts });
      }),
    )
    .post(
      '/conflicts/:id/choose',
      answer(async function chooseConflict(call) {
        const { side } = parse(choice, call.body ?? {}, 'request');
        const conflict = await getOpenConflict(stores, call);
        await actions.chooseConflict(conflict.id, side, call.actor.accountId);
        return accepted();
      }),
    );
