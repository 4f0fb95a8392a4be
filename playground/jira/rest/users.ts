import type { Router } from 'express';
import { query, queryList, routes, type Call } from '../http/call';
import { badRequest, notFound } from '../http/faults';
import { pageBean, sliceOf, windowOf } from '../http/page';
import { getIssue, getProject, may } from '../permissions';
import type { Site } from '../site';
import type { UserRecord } from '../store/records';
import { showUser } from './show/user';

export const userRoutes = (site: Site): Router =>
  routes(site, {
    'get /myself': ({ user, res }) =>
      void res.json({
        ...showUser(site, user.id),
        locale: 'en_US',
        groups: sizeOf(user.groups),
        applicationRoles: { size: 1, items: [] },
      }),
    'get /user': get,
    'get /user/bulk': getMany,
    'get /user/search': search,
    'get /user/assignable/search': assignable,
    'get /users/search': (call) => void call.res.json(shown(call, site.state.users.all())),
    'get /group/member': members,
    'get /groups/picker': groups,
  });

const sizeOf = (groups: readonly string[]): { size: number; items: never[] } => ({ size: groups.length, items: [] });

const shown = (call: Call, users: readonly UserRecord[]): unknown[] =>
  sliceOf(users, windowOf(call, 50, 1_000)).map((user) => showUser(call.site, user.id));

function get(call: Call): void {
  const accountId = query(call, 'accountId');
  if (accountId === null) throw badRequest('The accountId must be given.');
  const user = call.site.state.users.find(accountId);
  if (!user) throw notFound(`User with accountId '${accountId}' does not exist.`);
  call.res.json({
    ...showUser(call.site, user.id),
    groups: sizeOf(user.groups),
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  });
}

function getMany(call: Call): void {
  const ids = queryList(call, 'accountId');
  if (ids.length === 0) throw badRequest('At least one accountId must be given.');
  const found = ids.flatMap((id) => call.site.state.users.find(id) ?? []);
  call.res.json(pageBean(call, found, windowOf(call, 10, 200), (user) => showUser(call.site, user.id)));
}

/** People by the start of a word of their name or of their address. */
const isCalled = (user: UserRecord, text: string): boolean =>
  [...user.displayName.split(/\s+/), user.displayName, user.email].some((word) =>
    word.toLowerCase().startsWith(text.toLowerCase()),
  );

function search(call: Call): void {
  const [text, accountId] = [query(call, 'query'), query(call, 'accountId')];
  if (text === null && accountId === null) throw badRequest("Either 'query' or 'accountId' must be given.");
  const found = call.site.state.users
    .all()
    .filter((user) => user.active && (accountId === null ? isCalled(user, text ?? '') : user.id === accountId));
  call.res.json(shown(call, found));
}

function assignable(call: Call): void {
  const { site } = call;
  const [projectKey, issueKey] = [query(call, 'project'), query(call, 'issueKey') ?? query(call, 'issueId')];
  if (projectKey === null && issueKey === null) throw badRequest("Either 'project' or 'issueKey' must be given.");
  const project =
    issueKey === null
      ? getProject(site, call.user, projectKey ?? '')
      : site.state.projects.get(getIssue(site, call.user, issueKey).projectId);
  const [text, accountId] = [query(call, 'query') ?? '', query(call, 'accountId')];
  const found = site.state.users
    .all()
    .filter((user) => user.accountType === 'atlassian' && may(site, user, project, 'ASSIGNABLE_USER'))
    .filter((user) => (accountId === null ? text === '' || isCalled(user, text) : user.id === accountId));
  call.res.json(shown(call, found));
}

function members(call: Call): void {
  const name = query(call, 'groupname') ?? query(call, 'groupId') ?? '';
  const found = call.site.state.users.all().filter((user) => user.groups.includes(name));
  call.res.json(pageBean(call, found, windowOf(call, 50, 50), (user) => showUser(call.site, user.id)));
}

function groups(call: Call): void {
  const text = (query(call, 'query') ?? '').toLowerCase();
  const found = call.site.state.groups.all().filter(({ name }) => name.toLowerCase().includes(text));
  call.res.json({
    header: `Showing ${found.length} of ${found.length} matching groups`,
    total: found.length,
    groups: found.map(({ id, name }) => ({ name, groupId: id, html: name, labels: [] })),
  });
}
