import { Router } from 'express';
import { z } from 'zod';
import { readUserTable } from '../../../sync/agreements';
import { matchUsers } from '../../../sync/people/match-users';
import { suggestUsers } from '../../../sync/people/suggest';
import { type ApiDeps } from '../api-deps';
import { answer, ok, param } from '../call';
import { label, parse, record } from '../shapes';

const account = label(128);
const body = record({
  version: z.int().min(0),
  pairs: z.array(record({ master: account, provider: account })).max(5000),
});

/** The user table of a connection; both sides read and write the same one. */
export const userRoutes = (deps: ApiDeps): Router =>
  Router()
    .get(
      '/connections/:id/users',
      answer(async function getUsers(call) {
        return ok(await readUserTable(deps, call.actor.siteId, param(call, 'id')));
      }),
    )
    .get(
      '/connections/:id/users/suggestions',
      answer(async function getSuggestions(call) {
        return ok(await suggestUsers(deps, call.actor.siteId, param(call, 'id')));
      }),
    )
    .put(
      '/connections/:id/users',
      answer(async function putUsers(call) {
        const { pairs, version } = parse(body, call.body, 'user table');
        const stored = await matchUsers(deps, call.actor, param(call, 'id'), pairs, version);
        return ok({ pairs: stored, version: version + 1 });
      }),
    );
