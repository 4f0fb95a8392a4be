import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { eraseSite, findSiteBy, POLICY } from '../../../src/sync/retention';
import { retentionDeps } from '../../../src/sync/housekeep';
import { type HeldRow, type Holder } from '../../../src/sync/ports';
import { otherSide } from '../../../src/core/model';
import { type Lived, livedTogether, OURS, THEIRS } from './lived';
import { tracesOf } from './traces';

let lived: Lived;
beforeEach(async () => (lived = await livedTogether()));
afterEach(() => lived.close());

const words = () => [...THEIRS.words, lived.ids.provider];

const held = async (of: Holder): Promise<readonly HeldRow[]> => {
  const rows: HeldRow[] = [];
  for await (const row of lived.database.stores.holdings.rows(of)) rows.push(row);
  return rows;
};

describe('an export', () => {
  test('of a site has its rows of every table, and nothing of its partner’s', async () => {
    const rows = await held({ siteId: lived.ids.provider });
    const tables = new Set(rows.map(({ table }) => table));
    // What tells of no site; and the one comment that was written stands at the partner's.
    const elsewhere = ['migrations', 'retention_walks', 'used_tokens', 'written_objects'];
    expect(
      Object.keys(POLICY)
        .filter((table) => !tables.has(table))
        .sort(),
    ).toEqual(elsewhere);
    const text = JSON.stringify(rows);
    expect(text).toContain('PROVIDERWORD');
    expect(text).toContain('ACM-');
    expect(text).toContain(THEIRS.admin);
    expect(text).not.toMatch(/labels = \\\\?"OURWORD/);
    expect(text).not.toContain('SUP-1');
    expect(text).not.toMatch(/secret|token_hash|ciphertext/);
    const [conflict] = rows.filter(({ table }) => table === 'conflicts');
    expect(conflict?.row['draft']).toEqual({ provider: '{"kind":"text","text":"PROVIDERWORD changed"}' });
    expect((await held({ siteId: lived.ids.master })).map(({ table }) => table)).toContain('written_objects');
  });

  test.each(['master', 'provider'] as const)('of the %s names no issue of its partner, by key or id', async (side) => {
    const other = otherSide(side);
    const links = await lived.database.stores.links.listByContract(lived.contractId, null, 10);
    const theirs = links.flatMap(({ issues }) => (issues[other] ? [issues[other].key] : []));
    expect(theirs).toHaveLength(4);
    const rows = await held({ siteId: lived.ids[side] });
    const lanes = rows.filter(({ table }) => ['lanes', 'plans', 'inbox'].includes(table));
    expect(lanes.length).toBeGreaterThan(2);
    // The two sites number their issues alike: in a lane's key it is the side that tells whose the issue is.
    expect(lanes.filter(({ row }) => JSON.stringify(row).includes(`link:${lived.contractId}:${other}:`))).toEqual([]);
    const named = new RegExp(`(?<![A-Z0-9-])(?:${theirs.join('|')})(?![0-9])`);
    expect(rows.filter(({ row }) => named.test(JSON.stringify(row)))).toEqual([]);
  });

  test('of a person has what tells of them, at one site or at all', async () => {
    const all = await held({ accountId: THEIRS.person.accountId, siteId: null });
    expect(all.map(({ table }) => table).sort()).toEqual(['account_reports', 'people_seen', 'user_pairs']);
    expect(await held({ accountId: THEIRS.person.accountId, siteId: lived.ids.master })).toEqual([]);
  });
});

describe('an erasure of a site', () => {
  const deps = (pause: () => Promise<void> = () => Promise.resolve()) => ({ ...retentionDeps(lived.deps), pause });
  const site = async () => {
    const found = await findSiteBy(lived.database.stores, 'acme.atlassian.net');
    if (!found) throw new Error('no site');
    return found;
  };

  test('removes it now, and leaves the partner its own side', async () => {
    const counted = await lived.database.stores.holdings.count(lived.ids.provider);
    expect(Object.keys(counted).length).toBeGreaterThan(15);
    expect(await eraseSite(deps(), await site())).toBeGreaterThan(15);
    expect(await tracesOf(lived.database.url, words())).toEqual([]);
    expect(await lived.database.stores.contracts.find(lived.contractId)).toMatchObject({
      halves: { provider: null, master: { scope: { project: 'SUP' } } },
    });
    expect(await findSiteBy(lived.database.stores, 'acme.atlassian.net')).toBeNull();
  });

  test('waits until work that was under way has ended, and nothing new begins', async () => {
    const { lanes, sites, links } = lived.database.stores;
    const claimed = await lanes.claim('worker', 50, 60_000);
    expect(claimed.some(({ contractId }) => contractId === lived.contractId)).toBe(true);
    let looks = 0;
    const pause = async (): Promise<void> => {
      looks += 1;
      expect((await sites.find(lived.ids.provider))?.state).toBe('uninstalled');
      expect(await links.countByContract(lived.contractId)).toBeGreaterThan(0);
      if (looks === 2) for (const lane of claimed) await lanes.complete(lane);
    };
    await eraseSite(deps(pause), await site());
    expect(looks).toBe(2);
    expect(await tracesOf(lived.database.url, words())).toEqual([]);
  });

  test('gives up without removing anything where the work does not end', async () => {
    const { lanes, links } = lived.database.stores;
    await lanes.claim('worker', 50, 60_000);
    await expect(eraseSite(deps(), await site())).rejects.toThrow('still at work');
    expect(await links.countByContract(lived.contractId)).toBe(4);
  });

  test('that was cut short is finished by the next tidying', async () => {
    const { retention, sites } = lived.database.stores;
    await sites.setState(lived.ids.provider, 'uninstalled');
    expect(await retention.disown(lived.ids.provider, new Date(lived.now.getTime() + 1))).toBe(true);
    await lived.keepHouse();
    expect(await tracesOf(lived.database.url, words())).toEqual([]);
  });
});

/** Each command is a process of its own. */
const SLOW = 120_000;

describe('the commands', () => {
  const runWith = (settings: Readonly<Record<string, string>>, tool: string, ...args: readonly string[]) =>
    new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
      const root = join(__dirname, '../../..');
      const env = {
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL: lived.database.url,
        ACCORD_SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
        ...settings,
      };
      execFile('node', ['--import', 'tsx', `src/${tool}.ts`, ...args], { cwd: root, env }, (error, out, err) =>
        resolve({ code: error ? 1 : 0, out, err }),
      );
    });
  const run = (tool: string, ...args: readonly string[]) => runWith({}, tool, ...args);
  interface Exported {
    readonly tables: Readonly<Record<string, readonly unknown[]>>;
  }

  test(
    'export prints JSON',
    async () => {
      const exported = await run('export', '--site', 'acme.atlassian.net');
      expect(exported.err).toBe('');
      expect((JSON.parse(exported.out) as Exported).tables.links).toHaveLength(4);
    },
    SLOW,
  );

  test(
    'and nothing beside it in production, where a Postgres without TLS is warned of in the log',
    async () => {
      const address = new URL(lived.database.url);
      address.searchParams.set('sslmode', 'disable');
      const production = {
        NODE_ENV: 'production',
        BASE_URL: 'https://accord.example.com',
        DATABASE_URL: address.href,
        ACCORD_TRUSTED_PROXIES: '0',
      };
      const exported = await runWith(production, 'export', '--site', 'acme.atlassian.net');
      expect(exported.err).toContain('is not encrypted');
      expect((JSON.parse(exported.out) as Exported).tables.links).toHaveLength(4);
    },
    SLOW,
  );

  test(
    'erase tells what it would do of a person, and does it with --yes',
    async () => {
      const told = await run('erase', '--person', THEIRS.person.accountId, '--site', lived.ids.provider);
      expect(told.out).toMatch(/people_seen +1\n/);
      expect(told.out).toContain('Run it again with --yes.');
      expect(await tracesOf(lived.database.url, [THEIRS.person.name])).not.toEqual([]);
      expect((await run('erase', '--person', THEIRS.person.accountId, '--yes')).code).toBe(0);
      expect(await tracesOf(lived.database.url, [THEIRS.person.accountId])).toEqual([]);
    },
    SLOW,
  );

  test(
    'and of a site',
    async () => {
      expect((await run('erase', '--site', 'acme.atlassian.net')).out).toMatch(/links +4\n/);
      const erased = await run('erase', '--site', 'acme.atlassian.net', '--yes');
      expect(erased.out).toMatch(/\d+ rows were removed/);
      expect(await tracesOf(lived.database.url, words())).toEqual([]);
      expect(await tracesOf(lived.database.url, [OURS.admin])).not.toEqual([]);
    },
    SLOW,
  );

  test(
    'what is not there, or not said, is refused in words',
    async () => {
      expect(await run('erase')).toMatchObject({ code: 1, err: expect.stringContaining('Usage:') as string });
      for (const tool of ['erase', 'export']) {
        const refused = await run(tool, '--person', 'Zora Quill');
        expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is not an Atlassian account id')]);
      }
      expect((await run('erase', '--site', 'nowhere.example', '--yes')).err).toContain(
        'There is no site "nowhere.example"',
      );
      expect(await run('preview', '--contract', randomUUID(), '--issue', 'SUP-1')).toMatchObject({
        code: 1,
        err: expect.stringContaining('There is no contract') as string,
      });
    },
    SLOW,
  );
});
