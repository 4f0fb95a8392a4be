import { useState } from 'preact/hooks';
import { type Person, type UserSuggestion } from '../../host/api-types';
import { Button, Lozenge, Picker, Table } from '../../kit';
import { text } from '../../text';
import { type UserPair } from './pairs';
import { searchUsers } from './people';

/** The first of those with the same key: nobody can be matched twice. */
const distinct = <T,>(all: readonly T[], keyOf: (each: T) => unknown): readonly T[] =>
  all.filter((each, index) => all.findIndex((other) => keyOf(other) === keyOf(each)) === index);

/** People of the partner who were seen, each with the likeliest of ours; another one may be picked. */
export const Suggestions = (props: {
  suggestions: readonly UserSuggestion[];
  partner: string;
  busy: boolean;
  onAdd: (pairs: readonly UserPair[]) => void;
}) => {
  const { suggestions, partner, busy, onAdd } = props;
  const words = text.users;
  const [picked, setPicked] = useState<Readonly<Record<string, Person | null>>>({});
  if (suggestions.length === 0) return null;
  const mineOf = ({ theirs, mine }: UserSuggestion): Person | null => {
    const own = picked[theirs.accountId];
    return own === undefined ? mine : own;
  };
  const sure = distinct(
    suggestions.filter((each) => each.match === 'name' && mineOf(each) !== null),
    (each) => mineOf(each)?.accountId,
  );
  const pairOf = (each: UserSuggestion): UserPair => ({
    mine: mineOf(each)?.accountId ?? '',
    theirs: each.theirs.accountId,
  });
  return (
    <section class="stack" aria-label={words.suggestions}>
      <div class="row">
        <h2>{words.suggestions}</h2>
        {sure.length > 1 ? (
          <div class="row-end">
            <Button kind="primary" busy={busy} onClick={() => onAdd(sure.map(pairOf))}>
              {words.takeAll(sure.length)}
            </Button>
          </div>
        ) : null}
      </div>
      <p>{words.suggestionsText}</p>
      <Table
        caption={words.suggestions}
        rows={suggestions}
        keyOf={({ theirs }) => theirs.accountId}
        columns={[
          { head: words.theirs(partner), cell: ({ theirs }) => <span dir="auto">{theirs.name}</span> },
          {
            head: words.mine,
            cell: (each) => (
              <span class="suggested">
                <Picker
                  label={`${words.mine}: ${each.theirs.name}`}
                  value={mineOf(each)?.accountId ?? null}
                  chosenLabel={mineOf(each)?.name ?? ''}
                  search={searchUsers}
                  clearable
                  onChange={(id, item) =>
                    setPicked({
                      ...picked,
                      [each.theirs.accountId]: id === null ? null : { accountId: id, name: item?.label ?? id },
                    })
                  }
                />
                {each.match !== null && mineOf(each) === each.mine ? (
                  <Lozenge tone={each.match === 'name' ? 'success' : 'info'}>
                    {each.match === 'name' ? words.sameName : words.partName}
                  </Lozenge>
                ) : null}
              </span>
            ),
          },
          {
            head: words.add,
            narrow: true,
            cell: (each) => (
              <Button busy={busy} disabled={mineOf(each) === null} onClick={() => onAdd([pairOf(each)])}>
                {words.add}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
};
