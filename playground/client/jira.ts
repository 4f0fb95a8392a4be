import { request, send, HttpError, type Call } from './http';
import { asList, asObject, asText, isObject, type Json, type JsonObject } from './json';
import type {
  AdfNode,
  Attachment,
  Change,
  Comment,
  FieldSchema,
  FieldSpec,
  Issue,
  IssueType,
  Project,
  Transition,
  User,
} from './jira-shapes';

export type * from './jira-shapes';

/** A person at a Jira: every call goes over REST v3 with basic auth, so that permissions and webhooks are a person's. */
export interface Session {
  readonly baseUrl: string;
  readonly email: string;
  readonly token: string;
}

const authorization = (session: Session): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${session.email}:${session.token}`).toString('base64')}`,
});

const withAuth = (session: Session, call: Call = {}): Call => ({
  ...call,
  headers: { ...authorization(session), ...call.headers },
});

const rest = <T>(session: Session, path: string, call: Call = {}): Promise<T> =>
  send<T>(session.baseUrl, `/rest/api/3${path}`, withAuth(session, call));

const issuePath = (idOrKey: string): string => `/issue/${encodeURIComponent(idOrKey)}`;

// People and projects

export const myself = (session: Session): Promise<User> => rest(session, '/myself');

export const findUsers = (session: Session, query: string): Promise<readonly User[]> =>
  rest(session, '/user/search', { query: { query, maxResults: 100 } });

export const assignableUsers = (session: Session, project: string): Promise<readonly User[]> =>
  rest(session, '/user/assignable/search', { query: { project, query: '', maxResults: 100 } });

export async function listProjects(session: Session): Promise<readonly Project[]> {
  const page = await rest<{ values: readonly Project[] }>(session, '/project/search', { query: { maxResults: 50 } });
  return page.values;
}

export const getProject = (session: Session, key: string): Promise<Project & { issueTypes: readonly IssueType[] }> =>
  rest(session, `/project/${encodeURIComponent(key)}`);

export async function administersProject(session: Session, key: string): Promise<boolean> {
  const query = { projectKey: key, permissions: 'ADMINISTER_PROJECTS' };
  const { permissions } = await rest<JsonObject>(session, '/mypermissions', { query });
  return asObject(asObject(permissions).ADMINISTER_PROJECTS).havePermission === true;
}

export async function projectIssueTypes(session: Session, project: string): Promise<readonly IssueType[]> {
  const page = await rest<JsonObject>(session, `/issue/createmeta/${encodeURIComponent(project)}/issuetypes`, {
    query: { maxResults: 200 },
  });
  return asList(page.issueTypes ?? page.values) as unknown as readonly IssueType[];
}

export async function createFields(
  session: Session,
  project: string,
  issueTypeId: string,
): Promise<readonly FieldSpec[]> {
  const path = `/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(issueTypeId)}`;
  const page = await rest<JsonObject>(session, path, { query: { maxResults: 200 } });
  return asList(page.fields ?? page.values).map((raw) => toSpec(asText(asObject(raw).fieldId), raw));
}

export async function editFields(session: Session, issue: string): Promise<readonly FieldSpec[]> {
  const meta = await rest<{ fields: JsonObject }>(session, `${issuePath(issue)}/editmeta`);
  return specsOf(meta.fields);
}

const specsOf = (fields: unknown): readonly FieldSpec[] =>
  Object.entries(asObject(fields)).map(([id, raw]) => toSpec(id, raw));

function toSpec(id: string, raw: unknown): FieldSpec {
  const meta = asObject(raw);
  const allowed = meta.allowedValues;
  return {
    id: id === '' ? asText(meta.key) : id,
    name: asText(meta.name),
    required: meta.required === true,
    schema: asObject(meta.schema) as unknown as FieldSchema,
    allowedValues: Array.isArray(allowed) ? asList(allowed as Json).filter(isObject) : null,
  };
}

export const listFields = (
  session: Session,
): Promise<readonly { readonly id: string; readonly name: string; readonly schema?: FieldSchema }[]> =>
  rest(session, '/field');

// Issues

export const createIssue = (
  session: Session,
  fields: JsonObject,
): Promise<{ readonly id: string; readonly key: string }> =>
  rest(session, '/issue', { method: 'POST', json: { fields } });

export const getIssue = (session: Session, issue: string, query: Call['query'] = {}): Promise<Issue> =>
  rest(session, issuePath(issue), { query });

export async function findIssue(session: Session, issue: string): Promise<Issue | null> {
  try {
    return await getIssue(session, issue);
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return null;
    throw error;
  }
}

/** `fields` replaces, `update` adds and removes (`{ labels: [{ add: "x" }] }`). */
export const editIssue = (
  session: Session,
  issue: string,
  change: { readonly fields?: JsonObject; readonly update?: JsonObject },
): Promise<null> => rest(session, issuePath(issue), { method: 'PUT', json: change });

export const deleteIssue = (session: Session, issue: string): Promise<null> =>
  rest(session, issuePath(issue), { method: 'DELETE', query: { deleteSubtasks: true } });

export async function searchIssues(
  session: Session,
  jql: string,
  fields: readonly string[],
  limit = 100,
): Promise<readonly Issue[]> {
  const found: Issue[] = [];
  let nextPageToken: string | undefined;
  do {
    const page = await rest<{ issues: readonly Issue[]; nextPageToken?: string }>(session, '/search/jql', {
      method: 'POST',
      json: {
        jql,
        fields,
        maxResults: Math.min(100, limit - found.length),
        ...(nextPageToken ? { nextPageToken } : {}),
      },
    });
    found.push(...page.issues);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined && found.length < limit);
  return found;
}

export async function listTransitions(session: Session, issue: string): Promise<readonly Transition[]> {
  const answer = await rest<{ transitions: readonly (Omit<Transition, 'fields'> & { fields?: unknown })[] }>(
    session,
    `${issuePath(issue)}/transitions`,
    { query: { expand: 'transitions.fields' } },
  );
  return answer.transitions.map((transition) => ({ ...transition, fields: specsOf(transition.fields) }));
}

export const transitionIssue = (
  session: Session,
  issue: string,
  transitionId: string,
  fields: JsonObject = {},
): Promise<null> =>
  rest(session, `${issuePath(issue)}/transitions`, {
    method: 'POST',
    json: { transition: { id: transitionId }, ...(Object.keys(fields).length === 0 ? {} : { fields }) },
  });

/** Walks to a status by the one transition that leads there; throws with the ways that exist. */
export async function moveTo(session: Session, issue: string, status: string, fields: JsonObject = {}): Promise<void> {
  const ways = await listTransitions(session, issue);
  const way = ways.find((transition) => transition.to.name === status);
  if (way === undefined) {
    throw new Error(
      `${issue} has no transition to "${status}", only to ${ways.map((each) => each.to.name).join(', ')}`,
    );
  }
  await transitionIssue(session, issue, way.id, fields);
}

export async function listChanges(session: Session, issue: string): Promise<readonly Change[]> {
  const all: Change[] = [];
  for (;;) {
    const page = await rest<{ values: readonly Change[]; isLast?: boolean }>(session, `${issuePath(issue)}/changelog`, {
      query: { startAt: all.length, maxResults: 100 },
    });
    all.push(...page.values);
    if (page.values.length === 0 || page.isLast !== false) return all;
  }
}

// Comments

export interface CommentDraft {
  readonly body: AdfNode;
  readonly internal?: boolean;
  readonly visibility?: { readonly type: 'group' | 'role'; readonly value: string };
}

export async function listComments(session: Session, issue: string): Promise<readonly Comment[]> {
  const all: Comment[] = [];
  for (;;) {
    const page = await rest<{ comments: readonly Comment[]; total: number }>(session, `${issuePath(issue)}/comment`, {
      query: { startAt: all.length, maxResults: 100, orderBy: 'created', expand: 'properties' },
    });
    all.push(...page.comments);
    if (page.comments.length === 0 || all.length >= page.total) return all;
  }
}

export const addComment = (session: Session, issue: string, draft: CommentDraft): Promise<Comment> =>
  rest(session, `${issuePath(issue)}/comment`, {
    method: 'POST',
    json: {
      body: draft.body,
      ...(draft.visibility ? { visibility: draft.visibility } : {}),
      ...(draft.internal ? { properties: [{ key: 'sd.public.comment', value: { internal: true } }] } : {}),
    },
  });

export const editComment = (session: Session, issue: string, id: string, body: AdfNode): Promise<Comment> =>
  rest(session, `${issuePath(issue)}/comment/${encodeURIComponent(id)}`, { method: 'PUT', json: { body } });

export const deleteComment = (session: Session, issue: string, id: string): Promise<null> =>
  rest(session, `${issuePath(issue)}/comment/${encodeURIComponent(id)}`, { method: 'DELETE' });

// Attachments

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType?: string;
}

export async function attach(session: Session, issue: string, file: NewFile): Promise<Attachment> {
  const form = new FormData();
  form.append('file', new Blob([file.bytes], { type: file.mimeType ?? 'application/octet-stream' }), file.name);
  const made = await rest<readonly Attachment[]>(session, `${issuePath(issue)}/attachments`, {
    method: 'POST',
    headers: { 'x-atlassian-token': 'no-check' },
    form,
  });
  const first = made[0];
  if (first === undefined) throw new Error(`${issue}: Jira named no attachment for ${file.name}`);
  return first;
}

export const deleteAttachment = (session: Session, id: string): Promise<null> =>
  rest(session, `/attachment/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** Where the bytes are: Jira sends people on to its media host. The address is complete and needs no auth of ours. */
export async function attachmentAddress(session: Session, id: string): Promise<string> {
  const path = `/rest/api/3/attachment/content/${encodeURIComponent(id)}`;
  const answer = await request(session.baseUrl, path, withAuth(session));
  await answer.body?.cancel();
  const location = answer.headers.get('location');
  if (location !== null) return new URL(location, session.baseUrl).toString();
  throw new HttpError(answer.status, `GET ${path}`, 'no redirect to the file');
}

/** The file itself, to be streamed on. */
export async function openAttachment(session: Session, id: string): Promise<Response> {
  const answer = await fetch(await attachmentAddress(session, id));
  if (!answer.ok) throw new HttpError(answer.status, `GET attachment ${id}`, await answer.text());
  return answer;
}

// Properties and links

export async function issueProperties(session: Session, issue: string): Promise<JsonObject> {
  const { keys } = await rest<{ keys: readonly { key: string }[] }>(session, `${issuePath(issue)}/properties`);
  const entries = keys.map(async ({ key }) => {
    const property = await rest<{ value: Json }>(session, `${issuePath(issue)}/properties/${encodeURIComponent(key)}`);
    return [key, property.value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Jira moves in bulk and answers with a task; the key changes, the id stays. */
export async function moveIssue(session: Session, issue: string, project: string, typeId: string): Promise<Issue> {
  const { id } = await getIssue(session, issue);
  const { taskId } = await rest<{ taskId: string }>(session, '/bulk/issues/move', {
    method: 'POST',
    json: {
      sendBulkNotification: false,
      targetToSourcesMapping: {
        [`${project},${typeId}`]: {
          issueIdsOrKeys: [id],
          inferFieldDefaults: true,
          inferStatusDefaults: true,
          inferClassificationDefaults: true,
          inferSubtaskTypeDefault: true,
        },
      },
    },
  });
  await bulkTaskDone(session, taskId);
  return getIssue(session, id);
}

async function bulkTaskDone(session: Session, taskId: string): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const task = await rest<{ status: string }>(session, `/bulk/queue/${encodeURIComponent(taskId)}`);
    if (task.status === 'COMPLETE') return;
    if (/FAILED|CANCELLED|DEAD/.test(task.status)) throw new Error(`The move ended as ${task.status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Bulk task ${taskId} did not end in 30 s`);
}

export interface PassedOn {
  readonly method: string;
  readonly type: string | null;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** Any call of the REST API as this person; the answer as it comes. */
export function passOnAs(session: Session, path: string, { method, type, body }: PassedOn): Promise<Response> {
  if (!path.startsWith('/rest/')) return Promise.resolve(new Response(null, { status: 404 }));
  return fetch(session.baseUrl + path, {
    method,
    body,
    headers: {
      ...authorization(session),
      accept: 'application/json',
      ...(type === null ? {} : { 'content-type': type }),
    },
    redirect: 'manual',
  });
}
