import { Router } from 'express';
import { z } from 'zod';
import { noSuch } from '../../../sync/agreements';
import { diffVersions, getVersion, listVersions, restoreVersion, type VersionEntry } from '../../../sync/contracts';
import { type ApiDeps } from '../api-deps';
import { answer, type Call, ok, param } from '../call';
import { getContractOf } from '../contracts/contract-routes';
import { nameOf, type Names, readNames } from '../names';
import { parse } from '../shapes';

const MOST = 2_147_483_647;

const numberOf = (call: Call): number => {
  const text = param(call, 'n');
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MOST) throw noSuch('version');
  return number;
};

const diffQuery = z.object({ with: z.coerce.number().int().min(0).max(MOST).optional() });

const head = ({ version }: Pick<VersionEntry, 'version'>, names: Names) => ({
  number: version.number,
  author: version.author,
  authorName: nameOf(names, version.author),
  at: version.at,
  note: version.note,
});

/** Versions of the own half. The partner has its own, which are its own business. */
export const versionRoutes = (deps: ApiDeps): Router => {
  const { stores } = deps.database;
  const namesOf = (call: Call, entries: readonly Pick<VersionEntry, 'version'>[]): Promise<Names> =>
    readNames(
      deps.jira,
      call.actor.siteId,
      entries.map(({ version }) => version.author),
    );
  return Router()
    .get(
      '/contracts/:id/versions',
      answer(async function getVersions(call) {
        const mine = await getContractOf(deps, call);
        const entries = await listVersions(stores, mine);
        const linkedIssues = await stores.links.countByContract(mine.contract.id);
        const names = await namesOf(call, entries);
        const versions = entries.map((entry) => ({ ...head(entry, names), changes: entry.changes }));
        return ok({ versions, current: mine.contract.versions[mine.side], linkedIssues });
      }),
    )
    .get(
      '/contracts/:id/versions/:n',
      answer(async function getOneVersion(call) {
        const mine = await getContractOf(deps, call);
        const version = await getVersion(stores, mine, numberOf(call));
        return ok({ ...head({ version }, await namesOf(call, [{ version }])), half: version.source });
      }),
    )
    .get(
      '/contracts/:id/versions/:n/diff',
      answer(async function getDiff(call) {
        const mine = await getContractOf(deps, call);
        const to = numberOf(call);
        const from = parse(diffQuery, call.query, 'query').with ?? to - 1;
        return ok({ from, to, changes: await diffVersions(stores, mine, from, to) });
      }),
    )
    .post(
      '/contracts/:id/versions/:n/restore',
      answer(async function postRestore(call) {
        return ok(await restoreVersion(deps, call.actor, await getContractOf(deps, call), numberOf(call)));
      }),
    );
};
