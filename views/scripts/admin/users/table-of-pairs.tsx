import { useState } from 'preact/hooks';
import { Button, Confirm, EmptyState, Field, plainWords, Table, TextInput } from '../../kit';
import { text } from '../../text';
import { type UserPair } from './pairs';

const PAGE = 50;
const SEARCH_FROM = 10;

export interface Names {
  readonly mine: ReadonlyMap<string, string | null>;
  readonly theirs: ReadonlyMap<string, string | null>;
}

/** What the two columns are called. */
export interface Heads {
  readonly mine: string;
  readonly theirs: string;
}

/** Name above account; who is not there any more is said so. */
export const PersonCell = ({ account, name }: { account: string; name: string | null | undefined }) => (
  <span class="person">
    {name ? <span dir="auto">{name}</span> : null}
    <bdi class={name ? 'subtle' : ''}>{account}</bdi>
    {name === null ? <span class="person-unknown">{text.users.unknown}</span> : null}
  </span>
);

const matching = (pairs: readonly UserPair[], names: Names, query: string): readonly UserPair[] => {
  const wanted = plainWords(query).split(/\s+/).filter(Boolean);
  return pairs.filter(({ mine, theirs }) => {
    const all = plainWords([mine, theirs, names.mine.get(mine), names.theirs.get(theirs)].join(' '));
    return wanted.every((word) => all.includes(word));
  });
};

const nameIn = (names: Names['mine'], account: string): string => names.get(account) ?? account;

/** All matches, with search and a way to take one back. */
export const TableOfPairs = (props: {
  pairs: readonly UserPair[];
  names: Names;
  heads: Heads;
  internal: boolean;
  busy: boolean;
  /** Null where the list can only be read. */
  onRemove: ((pair: UserPair, done: () => void) => void) | null;
}) => {
  const { pairs, names, heads, internal, busy, onRemove } = props;
  const words = text.users;
  const removeText = internal ? words.removeTextInside : words.removeText;
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(PAGE);
  const [asked, setAsked] = useState<UserPair | null>(null);
  const found = matching(pairs, names, query);
  const remove = (pair: UserPair) => (
    <Button kind="subtle" title={words.removeOf(names.mine.get(pair.mine) ?? pair.mine)} onClick={() => setAsked(pair)}>
      {words.remove}
    </Button>
  );
  return (
    <section class="stack" aria-label={words.list(0)}>
      <h2>{words.list(pairs.length)}</h2>
      {pairs.length >= SEARCH_FROM ? (
        <div class="narrow-form">
          <Field label={words.search} hideLabel>
            <TextInput type="search" value={query} placeholder={words.searchExample} onChange={setQuery} />
          </Field>
        </div>
      ) : null}
      {pairs.length === 0 ? (
        <EmptyState title={words.empty}>{internal ? words.emptyTextInside : words.emptyText}</EmptyState>
      ) : null}
      {pairs.length > 0 && found.length === 0 ? <p class="subtle">{words.noMatch}</p> : null}
      {found.length > 0 ? (
        <Table
          caption={words.list(0)}
          rows={found.slice(0, shown)}
          keyOf={({ mine, theirs }) => `${mine} ${theirs}`}
          columns={[
            { head: heads.mine, cell: ({ mine }) => <PersonCell account={mine} name={names.mine.get(mine)} /> },
            {
              head: heads.theirs,
              cell: ({ theirs }) => <PersonCell account={theirs} name={names.theirs.get(theirs)} />,
            },
            ...(onRemove ? [{ head: words.remove, narrow: true, cell: remove }] : []),
          ]}
        />
      ) : null}
      {found.length > shown ? (
        <div>
          <Button onClick={() => setShown(shown + PAGE)}>{words.showMore(Math.min(PAGE, found.length - shown))}</Button>
        </div>
      ) : null}
      {asked ? (
        <Confirm
          title={words.removeTitle}
          confirm={words.remove}
          danger
          busy={busy}
          onConfirm={() => onRemove?.(asked, () => setAsked(null))}
          onClose={() => setAsked(null)}
        >
          <p dir="auto">{removeText(nameIn(names.mine, asked.mine), nameIn(names.theirs, asked.theirs))}</p>
        </Confirm>
      ) : null}
    </section>
  );
};
