/**
 * nobody: no token. stranger: admin of a site without a part in it. guest: a user of acme who may not even browse the
 * issues. agent: may browse and edit issues. lead: administers acme's projects. admin: administers acme's Jira.
 * partner: admin of the site on the other side. All ask about acme's things.
 */
export const ROLES = ['nobody', 'stranger', 'guest', 'agent', 'lead', 'admin', 'partner'] as const;
export type Role = (typeof ROLES)[number];

export interface Row {
  readonly method: string;
  readonly path: string;
  readonly statuses: Readonly<Record<Role, number>>;
}

const TABLE = `
# public: nothing of any tenant
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
GET    /healthz                                      | 200    | 200      | 200   | 200   | 200  | 200   | 200
GET    /readyz                                       | 200    | 200      | 200   | 200   | 200  | 200   | 200
GET    /metrics                                      | 200    | 200      | 200   | 200   | 200  | 200   | 200
GET    /atlassian-connect.json                       | 200    | 200      | 200   | 200   | 200  | 200   | 200
ALL    /static                                       | 200    | 200      | 200   | 200   | 200  | 200   | 200
# webhooks: a site tells of itself, whoever did it there
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
POST   /webhooks/:event                              | 401    | 204      | 204   | 204   | 204  | 204   | 204
# pages: empty shells; the person's own site each time
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
GET    /admin                                        | 401    | 200      | 403   | 403   | 403  | 200   | 200
GET    /panel                                        | 401    | 200      | 200   | 200   | 200  | 200   | 200
GET    /project                                      | 401    | 200      | 200   | 200   | 200  | 200   | 200
# API for every user: asked of Jira, issue by issue and project by project
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
GET    /api/me                                       | 401    | 200      | 200   | 200   | 200  | 200   | 200
GET    /api/issues/:idOrKey/links                    | 401    | 404      | 404   | 200   | 200  | 200   | 404
POST   /api/contracts/:id/links                      | 401    | 404      | 404   | 202   | 403  | 202   | 404
POST   /api/links/:id/sync                           | 401    | 404      | 404   | 202   | 403  | 202   | 202
POST   /api/links/:id/pause                          | 401    | 404      | 404   | 403   | 202  | 202   | 202
POST   /api/links/:id/resume                         | 401    | 404      | 404   | 403   | 202  | 202   | 202
POST   /api/links/:id/unlink                         | 401    | 404      | 404   | 403   | 202  | 202   | 202
POST   /api/comments/:id/share                       | 401    | 404      | 404   | 200   | 403  | 200   | 404
GET    /api/projects/:idOrKey/contracts              | 401    | 404      | 403   | 403   | 200  | 200   | 404
POST   /api/projects/:idOrKey/contracts/:id/enable   | 401    | 404      | 403   | 403   | 200  | 200   | 404
POST   /api/projects/:idOrKey/contracts/:id/disable  | 401    | 404      | 403   | 403   | 200  | 200   | 404
GET    /api/openapi.json                             | 401    | 200      | 200   | 200   | 200  | 200   | 200
# API for admins of Jira
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
GET    /api/overview                                 | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/invitations                  | 401    | 201      | 403   | 403   | 403  | 201   | 201
GET    /api/invitations                              | 401    | 200      | 403   | 403   | 403  | 200   | 200
DELETE /api/invitations/:id                          | 401    | 404      | 403   | 403   | 403  | 204   | 404
POST   /api/invitations/preview                      | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/invitations/accept                       | 401    | 404      | 403   | 403   | 403  | 201   | 201
POST   /api/invitations/decline                      | 401    | 404      | 403   | 403   | 403  | 204   | 204
GET    /api/connections                              | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/internal                     | 401    | 201      | 403   | 403   | 403  | 201   | 201
GET    /api/connections/:id                          | 401    | 404      | 403   | 403   | 403  | 200   | 200
PATCH  /api/connections/:id                          | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/:id/pause                    | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/:id/resume                   | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/:id/end                      | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/connections/:id/users                    | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/connections/:id/users/suggestions        | 401    | 404      | 403   | 403   | 403  | 200   | 200
PUT    /api/connections/:id/users                    | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/connections/:id/contracts                | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/connections/:id/contracts                | 401    | 404      | 403   | 403   | 403  | 201   | 201
POST   /api/connections/:id/contracts/import         | 401    | 404      | 403   | 403   | 403  | 201   | 201
GET    /api/contracts/:id                            | 401    | 404      | 403   | 403   | 403  | 200   | 200
PATCH  /api/contracts/:id                            | 401    | 404      | 403   | 403   | 403  | 200   | 200
DELETE /api/contracts/:id                            | 401    | 404      | 403   | 403   | 403  | 204   | 204
POST   /api/contracts/:id/enable                     | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/disable                    | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/contracts/:id/export                     | 401    | 404      | 403   | 403   | 403  | 200   | 200
PUT    /api/contracts/:id/half                       | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/half/check                 | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/half/from-template         | 401    | 404      | 403   | 403   | 403  | 200   | 404
GET    /api/contracts/:id/versions                   | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/contracts/:id/versions/:n                | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/contracts/:id/versions/:n/diff           | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/versions/:n/restore        | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/templates                                | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/templates                                | 401    | 201      | 403   | 403   | 403  | 201   | 201
GET    /api/templates/:id                            | 401    | 404      | 403   | 403   | 403  | 200   | 404
PUT    /api/templates/:id                            | 401    | 404      | 403   | 403   | 403  | 200   | 404
DELETE /api/templates/:id                            | 401    | 404      | 403   | 403   | 403  | 204   | 404
POST   /api/contracts/:id/preview                    | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/bulk/forecast              | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/bulk                       | 401    | 404      | 403   | 403   | 403  | 201   | 201
GET    /api/contracts/:id/bulk                       | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/bulk/:id                                 | 401    | 404      | 403   | 403   | 403  | 200   | 404
POST   /api/bulk/:id/pause                           | 401    | 404      | 403   | 403   | 403  | 200   | 404
POST   /api/bulk/:id/resume                          | 401    | 404      | 403   | 403   | 403  | 200   | 404
POST   /api/bulk/:id/stop                            | 401    | 404      | 403   | 403   | 403  | 200   | 404
GET    /api/contracts/:id/pair-requests              | 401    | 404      | 403   | 403   | 403  | 200   | 200
POST   /api/contracts/:id/pair-requests/answer       | 401    | 404      | 403   | 403   | 403  | 200   | 404
GET    /api/contracts/:id/links                      | 401    | 404      | 403   | 403   | 403  | 200   | 200
GET    /api/activity                                 | 401    | 200      | 403   | 403   | 403  | 200   | 200
GET    /api/problems                                 | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/problems/retry                           | 401    | 202      | 403   | 403   | 403  | 202   | 202
POST   /api/problems/:id/answer                      | 401    | 404      | 403   | 403   | 403  | 202   | 403
POST   /api/problems/:id/retry                       | 401    | 404      | 403   | 403   | 403  | 202   | 202
GET    /api/conflicts                                | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/conflicts/:id/choose                     | 401    | 404      | 403   | 403   | 403  | 202   | 202
GET    /api/metadata/projects                        | 401    | 200      | 403   | 403   | 403  | 200   | 200
GET    /api/metadata/projects/:key                   | 401    | 404      | 403   | 403   | 403  | 200   | 404
GET    /api/metadata/projects/:key/fields            | 401    | 404      | 403   | 403   | 403  | 200   | 404
GET    /api/metadata/users                           | 401    | 200      | 403   | 403   | 403  | 200   | 200
GET    /api/metadata/people                          | 401    | 200      | 403   | 403   | 403  | 200   | 200
GET    /api/metadata/issues                          | 401    | 200      | 403   | 403   | 403  | 200   | 200
POST   /api/metadata/issues/count                    | 401    | 200      | 403   | 403   | 403  | 200   | 200
# lifecycle: signed by Atlassian or by the site, never by a person
#                                                    | nobody | stranger | guest | agent | lead | admin | partner
POST   /installed                                    | 401    | 401      | 401   | 401   | 401  | 401   | 401
POST   /uninstalled                                  | 401    | 401      | 401   | 401   | 401  | 401   | 401
POST   /enabled                                      | 401    | 401      | 204   | 204   | 204  | 204   | 401
POST   /disabled                                     | 401    | 401      | 204   | 204   | 204  | 204   | 401
ALL    /(installed|uninstalled|enabled|disabled)/?$  | 404    | 404      | 404   | 404   | 404  | 404   | 404
`;

const readRow = (line: string): Row => {
  const [route = '', ...cells] = line.split(' | ').map((cell) => cell.trim());
  const [method = '', path = ''] = route.split(/ +/);
  const statuses = Object.fromEntries(ROLES.map((role, index) => [role, Number(cells[index])]));
  return { method, path, statuses: statuses as Row['statuses'] };
};

/** Lines that begin with # only give the groups their names. */
export const ROWS: readonly Row[] = TABLE.split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map(readRow);
