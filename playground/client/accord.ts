import { send, type Call } from './http';
import type { JsonObject } from './json';

/** An admin's page at work: Accord's JSON API with a fresh context token of the site for each call. */
export interface Admin {
  readonly apiUrl: string;
  readonly contextToken: () => Promise<string>;
  /** Chooses the half where both sides are one site. */
  readonly side?: 'master' | 'provider';
}

export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly side: 'master' | 'provider';
  readonly state: string;
  readonly partner: { readonly name: string; readonly url: string } | null;
  readonly pausedByMe: boolean;
  readonly pausedByPartner: boolean;
}

export interface Contract {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  readonly side: 'master' | 'provider';
  readonly half: JsonObject | null;
  readonly version: number;
  readonly enabled: boolean;
}

export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy?: string;
}

const api = async <T>(admin: Admin, path: string, call: Call = {}): Promise<T> =>
  send<T>(admin.apiUrl, `/api${path}`, {
    ...call,
    patient: true,
    query: { ...call.query, side: admin.side },
    headers: { ...call.headers, authorization: `JWT ${await admin.contextToken()}` },
  });

const post = <T>(admin: Admin, path: string, json: unknown = {}): Promise<T> =>
  api(admin, path, { method: 'POST', json });

export const whoAmI = (admin: Admin): Promise<{ site: { id: string; name: string; url: string }; admin: boolean }> =>
  api(admin, '/me');

// Connections

export const listConnections = async (admin: Admin, after?: string): Promise<readonly Connection[]> => {
  const page = await api<{ connections: readonly Connection[]; next: string | null }>(admin, '/connections', {
    query: { limit: '200', after },
  });
  return page.next === null ? page.connections : [...page.connections, ...(await listConnections(admin, page.next))];
};

export const invite = (
  admin: Admin,
  invitation: { readonly name: string; readonly side: 'master' | 'provider'; readonly message?: string },
): Promise<{ readonly connectionId: string; readonly token: string }> =>
  post(admin, '/connections/invitations', invitation);

export const previewInvitation = (
  admin: Admin,
  token: string,
): Promise<{ readonly from: { name: string; url: string }; readonly yourSide: string }> =>
  post(admin, '/invitations/preview', { token });

export const acceptInvitation = (admin: Admin, token: string): Promise<{ readonly connection: Connection }> =>
  post(admin, '/invitations/accept', { token });

/** Two projects of one site. */
export const connectInternally = (admin: Admin, name: string): Promise<Connection> =>
  post(admin, '/connections/internal', { name });

export const pauseConnection = (admin: Admin, id: string): Promise<Connection> =>
  post(admin, `/connections/${id}/pause`);

export const resumeConnection = (admin: Admin, id: string): Promise<Connection> =>
  post(admin, `/connections/${id}/resume`);

export const endConnection = (admin: Admin, id: string): Promise<Connection> => post(admin, `/connections/${id}/end`);

export interface UserPair {
  readonly master: string;
  readonly provider: string;
}

export const listUserPairs = async (admin: Admin, connectionId: string): Promise<readonly UserPair[]> =>
  (await api<{ pairs: readonly UserPair[] }>(admin, `/connections/${connectionId}/users`)).pairs;

/** Who of the partner came over with an issue and has no counterpart. */
export const suggestUsers = async (
  admin: Admin,
  connectionId: string,
): Promise<readonly { readonly theirs: { readonly accountId: string; readonly name: string } }[]> =>
  (
    await api<{ suggestions: readonly { readonly theirs: { readonly accountId: string; readonly name: string } }[] }>(
      admin,
      `/connections/${connectionId}/users/suggestions`,
    )
  ).suggestions;

/** Replaces the table as it is now. */
export const saveUserPairs = async (
  admin: Admin,
  connectionId: string,
  pairs: readonly UserPair[],
): Promise<unknown> => {
  const path = `/connections/${connectionId}/users`;
  const { version } = await api<{ version: number }>(admin, path);
  return api(admin, path, { method: 'PUT', json: { pairs, version } });
};

// Contracts and templates

export const listContracts = async (
  admin: Admin,
  connectionId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  (await api<{ contracts: readonly { id: string; name: string }[] }>(admin, `/connections/${connectionId}/contracts`))
    .contracts;

export const createContract = (admin: Admin, connectionId: string, name: string): Promise<{ readonly id: string }> =>
  post(admin, `/connections/${connectionId}/contracts`, { name });

export const getContract = (admin: Admin, id: string): Promise<Contract> => api(admin, `/contracts/${id}`);

export const saveHalf = (
  admin: Admin,
  id: string,
  half: JsonObject,
  version: number,
  note?: string,
): Promise<{ readonly version: number }> =>
  api(admin, `/contracts/${id}/half`, {
    method: 'PUT',
    json: { half, version, ...(note === undefined ? {} : { note }) },
  });

export const checkHalf = (
  admin: Admin,
  id: string,
): Promise<{ readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }> =>
  post(admin, `/contracts/${id}/half/check`);

export const enable = (admin: Admin, id: string): Promise<unknown> => post(admin, `/contracts/${id}/enable`);

export const disable = (admin: Admin, id: string): Promise<unknown> => post(admin, `/contracts/${id}/disable`);

/** Takes the own side away, which must be off. */
export const removeContract = (admin: Admin, id: string): Promise<unknown> =>
  api(admin, `/contracts/${id}`, { method: 'DELETE' });

export interface HalfDocument {
  readonly format: string;
  readonly name: string;
  readonly half: JsonObject;
}

export const exportHalf = (admin: Admin, id: string): Promise<HalfDocument> => api(admin, `/contracts/${id}/export`);

export const importHalf = (
  admin: Admin,
  connectionId: string,
  document: HalfDocument,
): Promise<{ readonly id: string }> => post(admin, `/connections/${connectionId}/contracts/import`, document);

export const listVersions = (
  admin: Admin,
  id: string,
): Promise<{ readonly versions: readonly JsonObject[]; readonly current: number; readonly linkedIssues: number }> =>
  api(admin, `/contracts/${id}/versions`);

export const diffVersion = (
  admin: Admin,
  id: string,
  version: number,
): Promise<{ readonly from: number; readonly to: number; readonly changes: readonly JsonObject[] }> =>
  api(admin, `/contracts/${id}/versions/${version}/diff`);

export const restoreVersion = (admin: Admin, id: string, version: number): Promise<JsonObject> =>
  post(admin, `/contracts/${id}/versions/${version}/restore`);

export const listTemplates = async (admin: Admin): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  (await api<{ templates: readonly { id: string; name: string }[] }>(admin, '/templates?limit=200')).templates;

export const createTemplate = (admin: Admin, name: string, half: JsonObject): Promise<{ readonly id: string }> =>
  post(admin, '/templates', { name, half });

export const replaceTemplate = async (admin: Admin, id: string, name: string, half: JsonObject): Promise<unknown> => {
  const { version } = await api<{ version: number }>(admin, `/templates/${id}`);
  return api(admin, `/templates/${id}`, { method: 'PUT', json: { name, half, version } });
};

export const removeTemplate = (admin: Admin, id: string): Promise<unknown> =>
  api(admin, `/templates/${id}`, { method: 'DELETE' });

export const useTemplate = (
  admin: Admin,
  contractId: string,
  templateId: string,
  version: number,
): Promise<{ readonly version: number }> =>
  post(admin, `/contracts/${contractId}/half/from-template`, { templateId, version });

// Links and what happened

export interface ContractLink {
  readonly id: string;
  readonly state: string;
  /** This site's issue. */
  readonly issue: { readonly id: string; readonly key: string } | null;
  readonly remoteKey: string | null;
}

/** Every link of the contract, page by page. */
export async function listLinks(admin: Admin, contractId: string): Promise<readonly ContractLink[]> {
  const all: ContractLink[] = [];
  let after: string | undefined;
  do {
    const page = await api<{ links: readonly ContractLink[]; next: string | null }>(
      admin,
      `/contracts/${contractId}/links`,
      { query: { limit: 200, after } },
    );
    all.push(...page.links);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

export interface IssueLink {
  readonly id: string;
  readonly contract: string | { readonly id: string; readonly name: string };
  readonly remoteKey: string | null;
  readonly state: string;
  readonly problems: readonly JsonObject[];
}

/** Why the issue has no partner, in words. */
export const whyUnlinked = async (admin: Admin, issue: string): Promise<string> =>
  (await api<{ why: string | null }>(admin, `/issues/${encodeURIComponent(issue)}/links`)).why ?? '';

export const linksOfIssue = async (admin: Admin, issue: string): Promise<readonly IssueLink[]> =>
  (await api<{ links: readonly IssueLink[] }>(admin, `/issues/${encodeURIComponent(issue)}/links`)).links;

export const listProblems = async (admin: Admin): Promise<readonly JsonObject[]> =>
  (await api<{ problems: readonly JsonObject[] }>(admin, '/problems')).problems;

export const retryProblem = (admin: Admin, id: string): Promise<unknown> => post(admin, `/problems/${id}/retry`);

export const listConflicts = async (admin: Admin): Promise<readonly JsonObject[]> =>
  (await api<{ conflicts: readonly JsonObject[] }>(admin, '/conflicts')).conflicts;

export const chooseConflict = (admin: Admin, id: string, side: 'master' | 'provider'): Promise<unknown> =>
  post(admin, `/conflicts/${id}/choose`, { side });

export interface ActivityEntry {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

/** The newest first: of one connection, these kinds, or an issue of either side. */
export const listActivity = async (
  admin: Admin,
  query: { readonly connection?: string; readonly kind?: string; readonly key?: string },
): Promise<readonly ActivityEntry[]> =>
  (await api<{ activity: readonly ActivityEntry[] }>(admin, '/activity', { query: { ...query, limit: 200 } })).activity;

/** Sends an issue to the partner by hand. */
export const sendIssue = (admin: Admin, contractId: string, issue: string): Promise<unknown> =>
  post(admin, `/contracts/${contractId}/links`, { issue });

export const unlink = (admin: Admin, linkId: string): Promise<unknown> => post(admin, `/links/${linkId}/unlink`);

/** For anybody who may browse the issue. */
export const shareComment = (admin: Admin, issue: string, commentId: string, shared: boolean): Promise<unknown> =>
  post(admin, `/comments/${commentId}/share`, { issue, shared });

export const syncLink = (admin: Admin, linkId: string): Promise<unknown> => post(admin, `/links/${linkId}/sync`);

export const preview = (admin: Admin, contractId: string, issue: string): Promise<JsonObject> =>
  post(admin, `/contracts/${contractId}/preview`, { issue });
