import { type AdfDoc, type FieldCatalog, type FieldMeta, type FieldType } from '../../../src/core/model';
import { createJira, type JiraOptions } from '../../../src/adapters/jira';
import { JiraError, type JiraSite, type PerformContext, type ReadWant, type Site } from '../../../src/sync/ports';
import { faultsOf } from './openapi';
import { type Host, startHost } from './host';

export const LINK = '5f0c9a2e-6d1b-4c7f-9a52-0e4c1b7d9f10';
export const OWN = 'app-account';

/** A Jira site over a scripted host; every request of a test is held against Atlassian's description at its end. */
export interface Setting {
  readonly host: Host;
  readonly metrics: { readonly calls: Record<string, string>[]; points: number };
  /** Documents with parts that the ADF schema does not know are meant to be sent. */
  allowUnknownAdf(): void;
  site(options?: Partial<JiraOptions>, patch?: Partial<Site>): Promise<JiraSite>;
  /** Moves the clock of everything made by `site`. */
  pass(ms: number): void;
}

const nothing = (): void => undefined;

export const useSetting = (): Setting => {
  const metrics = { calls: [] as Record<string, string>[], points: 0 };
  let host: Host | undefined;
  let offset = 0;
  let unknownAdf = false;
  const current = (): Host => {
    if (!host) throw new Error('The host is started before each test.');
    return host;
  };

  beforeAll(async () => {
    host = await startHost();
  });
  beforeEach(() => {
    current().reset();
    metrics.calls.length = 0;
    metrics.points = 0;
    offset = 0;
    unknownAdf = false;
  });
  afterEach(() => {
    const { seen, unexpected } = current();
    expect(unexpected).toEqual([]);
    const signed = seen.filter(({ path }) => path.startsWith('/rest/'));
    expect(signed.flatMap((one) => faultsOf(one, unknownAdf))).toEqual([]);
    // The token of each request was made for exactly this request.
    for (const one of signed) expect(one.headers.authorization).toBe(`JWT ${one.method} ${one.target}`);
  });
  afterAll(async () => {
    await current().close();
  });

  return {
    get host() {
      return current();
    },
    metrics,
    allowUnknownAdf: () => {
      unknownAdf = true;
    },
    pass: (ms) => {
      offset += ms;
    },
    site: (options = {}, patch = {}) => {
      const site: Site = {
        id: 'site-a',
        clientKey: 'client-a',
        appKey: 'com.accord.sync',
        baseUrl: current().url,
        displayUrl: 'https://acme.example',
        title: null,
        cloudId: null,
        installationId: null,
        ownAccountIds: [OWN],
        state: 'enabled',
        heldUntil: null,
        heldReason: null,
        ...patch,
      };
      const jira = createJira({
        sites: { get: () => Promise.resolve(site) },
        credentials: {
          headerFor: (_id, method, target) =>
            Promise.resolve({ value: `JWT ${method} ${target}`, expiresAt: new Date(8.64e15) }),
        },
        clock: { now: () => new Date(Date.now() + offset) },
        log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
        metrics: {
          count: (name, labels = {}, by = 1) => {
            if (name === 'jira_calls') metrics.calls.push({ ...labels });
            if (name === 'jira_points') metrics.points += by;
          },
          observe: nothing,
        },
        // Time limits as in production: on a busy machine a short one ends a call that was answered, and it is sent again.
        options: { inlineWaitMs: 300, userAgent: 'Accord/test', ...options },
      });
      return jira.on(site.id);
    },
  };
};

export const meta = (id: string, type: FieldType, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  type,
  custom: id.startsWith('customfield_'),
  options: null,
  maxLength: type === 'text' ? 255 : type === 'richText' ? 32_767 : null,
  required: false,
  ...more,
});

export const CATALOG: FieldCatalog = Object.fromEntries(
  [
    meta('summary', 'text', { required: true }),
    meta('description', 'richText'),
    meta('labels', 'labels'),
    meta('priority', 'priority'),
    meta('duedate', 'date'),
    meta('customfield_10042', 'option'),
  ].map((field) => [field.id, field]),
);

export const doc = (text: string): AdfDoc => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

export const want = (patch: Partial<ReadWant> = {}): ReadWant => ({
  catalog: CATALOG,
  fieldIds: ['summary'],
  comments: false,
  commentMarks: false,
  attachments: false,
  knownComments: {},
  knownAttachments: {},
  ...patch,
});

export const context = (source: JiraSite, patch: Partial<PerformContext> = {}): PerformContext => ({
  linkId: LINK,
  contractId: 'contract-1',
  catalog: CATALOG,
  source,
  issueType: 'Bug',
  projectKey: 'SUP',
  edges: [],
  learn: () => Promise.resolve(),
  ...patch,
});

/** The failure that this work ends in. */
export const failureOf = async (work: Promise<unknown>): Promise<JiraError['failure']> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof JiraError) return error.failure;
    throw error;
  }
  throw new Error('It was to fail, and did not.');
};

/** An issue as `GET /issue/{id}` gives it. */
export const issueJson = (
  fields: Readonly<Record<string, unknown>> = {},
  properties: Readonly<Record<string, unknown>> = {},
): object => ({
  id: '10001',
  key: 'SUP-1',
  properties,
  fields: {
    summary: 'Printer on fire',
    status: status('Open', 'new'),
    issuetype: { id: '1', name: 'Bug' },
    project: { id: '100', key: 'SUP' },
    created: '2026-11-20T10:00:00.000+0100',
    updated: '2026-11-21T10:00:00.000+0100',
    security: null,
    ...fields,
  },
});

export const status = (name: string, category: string): object => ({
  id: name.length.toString(),
  name,
  statusCategory: { id: 1, key: category, name: category },
});

export const commentJson = (id: string, accountId: string, more: Readonly<Record<string, unknown>> = {}): object => ({
  id,
  author: { accountId, displayName: accountId },
  body: doc(`comment ${id}`),
  created: '2026-11-20T10:00:00.000+0000',
  updated: '2026-11-20T10:00:00.000+0000',
  jsdPublic: true,
  ...more,
});
