import { type SiteName } from './api-world';
import { mark, markedHalf, type Party } from './marked-half';
import { type MarkedIds } from './marked-world';

/** A good call of an operation: what stands for `{id}` and the like, and the body. */
export interface Call {
  readonly params?: readonly string[];
  readonly query?: string;
  readonly body?: object;
  /** Done after all others, because it ends what they need. */
  readonly last?: true;
}

const PARTNER: Readonly<Record<Party, Party>> = { acme: 'globex', globex: 'acme' };

/** `about`: whose things; `by`: who asks, and writes a half of its own. */
export const callsOf = (ids: MarkedIds, about: Party, by: SiteName): Readonly<Record<string, Call>> => {
  const { connection, contract, doomed, invitation, conflict, link } = ids;
  const run = ids.run[about];
  const template = ids.template[about];
  const issue = `${about.toUpperCase()}-1`;
  const project = mark(about, 'PROJECT');
  const half = markedHalf(by);
  return {
    getMe: {},
    getDescription: {},
    getOverview: {},
    listConnections: {},
    connectInternally: { body: { name: 'Internal' } },
    invite: { body: { name: 'Another', side: 'master' } },
    getConnection: { params: [connection] },
    renameConnection: { params: [connection], body: { name: 'Renamed' } },
    pauseConnection: { params: [connection] },
    resumeConnection: { params: [connection] },
    endConnection: { params: [connection], last: true },
    getUserPairs: { params: [connection] },
    suggestUsers: { params: [connection] },
    putUserPairs: { params: [connection], body: { pairs: [], version: 0 } },
    listContracts: { params: [connection] },
    createContract: { params: [connection], body: { name: 'More' } },
    importContract: { params: [connection], body: { name: 'Imported', half } },
    listInvitations: {},
    revokeInvitation: { params: [invitation], last: true },
    previewInvitation: { body: { token: 'x' } },
    acceptInvitation: { body: { token: 'x' } },
    declineInvitation: { body: { token: 'x' } },
    getContract: { params: [contract] },
    renameContract: { params: [contract], body: { name: 'Renamed' } },
    removeContract: { params: [doomed], last: true },
    saveHalf: { params: [contract], body: { half, version: 1, note: mark(by, 'NOTE') } },
    checkHalf: { params: [contract], body: { half } },
    useTemplate: { params: [contract], body: { templateId: template, version: 2 } },
    enableHalf: { params: [contract] },
    disableHalf: { params: [doomed] },
    exportHalf: { params: [contract] },
    previewIssue: { params: [contract], body: { issue: 'X-1' } },
    forecastBulk: { params: [contract], body: { kind: 'create', jql: 'order by key' } },
    listBulk: { params: [doomed] },
    startBulk: { params: [contract], body: { kind: 'create', jql: 'order by key' } },
    listPairRequests: { params: [doomed] },
    // Of the partner's run: nobody answers its own.
    answerPairRequests: { params: [doomed], body: { answer: 'decline', run: ids.run[PARTNER[about]] } },
    getBulk: { params: [run] },
    pauseBulk: { params: [run] },
    resumeBulk: { params: [run] },
    stopBulk: { params: [run] },
    listVersions: { params: [contract] },
    getVersion: { params: [contract, '1'] },
    diffVersions: { params: [contract, '1'], query: '?with=0' },
    restoreVersion: { params: [contract, '1'] },
    listTemplates: {},
    createTemplate: { body: { name: 'Mine', half } },
    getTemplate: { params: [template] },
    replaceTemplate: { params: [template], body: { name: 'Mine', half, version: 1 } },
    removeTemplate: { params: [template], last: true },
    listLinks: { params: [contract] },
    createLink: { params: [contract], body: { issue } },
    syncLink: { params: [link] },
    pauseLink: { params: [link] },
    resumeLink: { params: [link] },
    unlinkLink: { params: [link] },
    listIssueLinks: { params: [issue] },
    shareComment: { params: [`${about}-comment`], body: { shared: true, issue } },
    listProjectContracts: { params: [project] },
    enableProjectContract: { params: [project, contract] },
    disableProjectContract: { params: [project, contract] },
    listActivity: { query: '?limit=200' },
    listProblems: {},
    retryProblems: { body: {} },
    answerProblem: { params: [ids.question[about]], body: { answer: 'deleted' } },
    retryProblem: { params: [ids.problem[about]] },
    listConflicts: {},
    chooseConflict: { params: [conflict], body: { side: 'master' } },
    listProjects: {},
    getProject: { params: [project] },
    listFields: { params: [project] },
    listUsers: {},
    listPeople: { query: '?accountId=admin' },
    countIssues: { body: { project, jql: 'order by key' } },
    listIssues: { query: `?query=${about.toUpperCase()}` },
  };
};
