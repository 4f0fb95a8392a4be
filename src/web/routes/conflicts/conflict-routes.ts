import { Router } from 'express';
import { z } from 'zod';
import { SIDES } from '../../../core/model';
import { demandBothSides, findMyContract, type MyContract, noSuch, Refusal, siteName } from '../../../sync/agreements';
import { decisionOf, isFieldFacet, mayTakeBoth } from '../../../sync/choices';
import { type Choice, type ConflictRecord, type Stores } from '../../../sync/ports';
import { type ApiDeps } from '../api-deps';
import { accepted, answer, type Call, ok, param } from '../call';
import { findPartnerSite } from '../connections/connection-view';
import { listMyContracts } from '../mine';
import { NO_KEYS } from '../problems/problem-view';
import { limit, parse, record } from '../shapes';
import { demandSight, readSight } from '../sight';
import { viewConflict } from './conflict-view';

const listQuery = z.object({ limit: limit(100, 500) });
const choice = record({ side: z.enum([...SIDES, 'both']) });

/** How the partner's site is called where its value is marked. */
const findPartnerName = async (stores: Stores, mine: MyContract): Promise<string> => {
  const site = await findPartnerSite(stores, mine);
  return site ? siteName(site) : '';
};

const decided = (message: string, remedy: string): Refusal =>
  new Refusal('conflict', 'conflict-decided', message, remedy);

const notBoth = (): Refusal =>
  new Refusal(
    'invalid',
    'no-both',
    'Both values cannot stand in this field together.',
    'Choose one of the two; the other one stays readable here. Texts can be put together where the field is long enough.',
  );

const demandChoice = (conflict: ConflictRecord, wanted: Choice, both: boolean): void => {
  if (wanted === 'both' && !both) throw notBoth();
  const taken = decisionOf(conflict);
  if (taken === null) return;
  if (taken === wanted)
    throw decided('That is what was taken already.', 'Choose the other value, or leave it as it is.');
  if (isFieldFacet(conflict.facet)) return;
  throw decided(
    'This conflict was already decided.',
    'Take over the other value in Jira by hand; it stays readable here.',
  );
};

const demandOpenLink = async (stores: Stores, { linkId }: ConflictRecord): Promise<void> => {
  const link = await stores.links.find(linkId);
  if (link?.state !== 'closed') return;
  throw new Refusal('conflict', 'link-closed', 'This pair was ended.', 'Take over the value in Jira by hand.');
};

export const conflictRoutes = ({ database: { stores }, actions, jira }: ApiDeps): Router => {
  const getMine = async (call: Call): Promise<{ readonly conflict: ConflictRecord; readonly mine: MyContract }> => {
    const conflict = await stores.conflicts.find(param(call, 'id'));
    const mine = conflict && (await findMyContract(stores, call.actor.siteId, conflict.contractId, call.side));
    if (!mine) throw noSuch('conflict');
    demandBothSides(mine);
    return { conflict, mine };
  };

  return Router()
    .get(
      '/conflicts',
      answer(async function listConflicts({ actor, side, query }) {
        const contracts = await listMyContracts(stores, actor.siteId, side);
        const found = await stores.conflicts.list([...contracts.keys()], parse(listQuery, query, 'query').limit);
        const keys = await stores.links.keysOf(found.map(({ linkId }) => linkId));
        const asked = found.flatMap((conflict) => {
          const mine = contracts.get(conflict.contractId);
          return mine ? [{ subject: conflict, mine }] : [];
        });
        const sightOf = await readSight({ jira, stores, actor }, asked);
        const view = async (conflict: ConflictRecord) => {
          const mine = contracts.get(conflict.contractId);
          if (!mine) return [];
          const partner = await findPartnerName(stores, mine);
          const sight = sightOf(conflict, mine);
          return [viewConflict(conflict, mine, keys[conflict.linkId] ?? NO_KEYS, { partner, sight })];
        };
        return ok({ conflicts: (await Promise.all(found.map(view))).flat() });
      }),
    )
    .post(
      '/conflicts/:id/choose',
      answer(async function chooseConflict(call) {
        const { side: wanted } = parse(choice, call.body ?? {}, 'request');
        const { conflict, mine } = await getMine(call);
        // Nobody decides between values that they may not read.
        const sightOf = await readSight({ jira, stores, actor: call.actor }, [{ subject: conflict, mine }]);
        demandSight(sightOf(conflict, mine));
        demandChoice(conflict, wanted, mayTakeBoth(conflict, mine.side, await findPartnerName(stores, mine)));
        await demandOpenLink(stores, conflict);
        await actions.chooseConflict(conflict.id, wanted, mine.side, call.actor.accountId);
        return accepted();
      }),
    );
};
