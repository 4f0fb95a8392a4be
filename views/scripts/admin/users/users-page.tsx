import { type Connection, type Me, type UserPairs, type UserSuggestions } from '../../host/api-types';
import { ApiError, call, get } from '../../host/call';
import { fileName, saveFile } from '../../host/download';
import { showFlag } from '../../host/host';
import { useAction, useLoad } from '../../host/load';
import { Button, ErrorBox, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { CsvImport } from './csv-import';
import { MatchOne } from './match-one';
import { type Change, fromApi, toApi, type UserPair, withChange } from './pairs';
import { readPeople, useNames } from './people';
import { Suggestions } from './suggestions';
import { type Heads, type Names, TableOfPairs } from './table-of-pairs';
import { type CsvHead, writeUsersCsv } from './users-csv';

interface Shown {
  readonly connection: Connection;
  readonly pairs: readonly UserPair[];
  readonly site: string;
  readonly seen: UserSuggestions;
}

const MOST_TRIES = 3;

const NOBODY: UserSuggestions = { suggestions: [], names: {} };

/** The list is worth more than the suggestions: without them where Jira does not answer, or the connection is over. */
const readSeen = (path: string): Promise<UserSuggestions> =>
  get<UserSuggestions>(`${path}/users/suggestions`).catch(() => NOBODY);

const load = async (path: string): Promise<Shown> => {
  const [connection, pairs, me] = await Promise.all([
    get<Connection>(path),
    get<UserPairs>(`${path}/users`),
    get<Me>('/me'),
  ]);
  const seen = connection.state === 'active' && !connection.internal ? await readSeen(path) : NOBODY;
  return { connection, pairs: fromApi(pairs, connection.side), site: me.site.name, seen };
};

/** The partner may change the list meanwhile: the change is made to what stands there now, not to what we saw. */
const save = async (path: string, side: Connection['side'], change: Change, tries = MOST_TRIES): Promise<void> => {
  const read = await get<UserPairs>(`${path}/users`);
  const { pairs } = toApi(withChange(fromApi(read, side), change), side);
  try {
    await call('PUT', `${path}/users`, { pairs, version: read.version });
  } catch (error) {
    if (tries <= 1 || !(error instanceof ApiError) || error.code !== 'users-changed') throw error;
    await save(path, side, change, tries - 1);
  }
};

const headOf = ({ connection, site }: Shown, partner: string): CsvHead => {
  const { account, name } = text.users.columns;
  const [mine, theirs] = connection.internal ? [text.common.master, text.common.provider] : [site, partner];
  return {
    mine: { account: account(mine), name: name(mine) },
    theirs: { account: account(theirs), name: name(theirs) },
  };
};

/** A file is whole: names that the table has not shown yet are asked for first. */
const namesFor = async (accounts: readonly string[], known: Names['mine']): Promise<(account: string) => string> => {
  const missing = await readPeople(accounts.filter((account) => !known.has(account)));
  return (account) => known.get(account) ?? missing.get(account) ?? '';
};

/** Within one Jira nobody is a partner: the sides have names. */
const headsOf = (internal: boolean, partner: string): Heads => {
  const { masterSide, providerSide } = text.connections;
  const { mine, theirs } = text.users;
  return internal ? { mine: masterSide, theirs: providerSide } : { mine, theirs: theirs(partner) };
};

const Body = ({ shown, path, reload }: { shown: Shown; path: string; reload: () => void }) => {
  const words = text.users;
  const { connection, pairs, seen } = shown;
  const { internal, side, name } = connection;
  const partner = connection.partner?.name ?? words.partner;
  const mine = useNames(pairs.map((pair) => pair.mine));
  const own = useNames(internal ? pairs.map((pair) => pair.theirs) : []);
  const theirs: Names['theirs'] = internal ? own : new Map(Object.entries(seen.names));
  const names: Names = { mine, theirs };
  const heads = headsOf(internal, partner);
  const head = headOf(shown, partner);
  const change = useAction(async (next: Change, done?: () => void) => {
    await save(path, side, next);
    showFlag('success', next.add.length > 0 ? words.added(next.add.length) : words.removed);
    done?.();
    reload();
  });
  const add = (added: readonly UserPair[], done?: () => void): void => change.run({ add: added, remove: [] }, done);
  const exportCsv = useAction(async () => {
    const nameOf = {
      mine: await namesFor(
        pairs.map((pair) => pair.mine),
        mine,
      ),
      theirs: await namesFor(internal ? pairs.map((pair) => pair.theirs) : [], theirs),
    };
    saveFile(fileName(`${name} users`, 'csv'), 'text/csv;charset=utf-8', writeUsersCsv(pairs, head, nameOf));
  });
  const open = connection.state === 'active';
  return (
    <>
      <p class="text-width">
        {internal ? words.introInside : words.intro(partner)} {internal ? null : words.shared}
      </p>
      {open ? <Suggestions suggestions={seen.suggestions} partner={partner} busy={change.busy} onAdd={add} /> : null}
      <TableOfPairs
        pairs={pairs}
        names={names}
        heads={heads}
        internal={internal}
        busy={change.busy}
        onRemove={open ? (pair, done) => change.run({ add: [], remove: [pair] }, done) : null}
      />
      <div class="columns">
        {open ? (
          <MatchOne
            pairs={pairs}
            heads={heads}
            partner={partner}
            internal={internal}
            busy={change.busy}
            onAdd={(pair, done) => add([pair], done)}
          />
        ) : null}
        <section class="card" aria-label={words.file}>
          <h2>{words.file}</h2>
          <p>{words.fileText}</p>
          {open ? (
            <CsvImport
              pairs={pairs}
              internal={internal}
              headings={{ mine: head.mine.account, theirs: head.theirs.account }}
              busy={change.busy}
              onAdd={add}
            />
          ) : null}
          <div class="actions">
            <Button busy={exportCsv.busy} onClick={() => exportCsv.run()}>
              {words.export}
            </Button>
          </div>
        </section>
      </div>
    </>
  );
};

export const UsersPage = ({ id }: { id: string }) => {
  const words = text.users;
  const path = `/connections/${encodeURIComponent(id)}`;
  const { data, error, reload } = useLoad(() => load(path), [path]);
  const crumbs = [
    { label: words.overview, to: [] },
    { label: data?.connection.name ?? '…', to: ['connections', id] },
  ];
  return (
    <>
      <PageHead title={words.title} crumbs={crumbs} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {data ? <Body shown={data} path={path} reload={reload} /> : null}
      {!data && !error ? <Loading rows={8} /> : null}
    </>
  );
};
