import { useState } from 'preact/hooks';
import { Button, Field, Picker, TextInput } from '../../kit';
import { text } from '../../text';
import { type UserPair } from './pairs';
import { searchUsers } from './people';
import { type Heads } from './table-of-pairs';
import { isAccount } from './users-csv';

const faultsOf = (mine: string | null, theirs: string, pairs: readonly UserPair[]) => {
  const words = text.users;
  const faults = { mine: [] as string[], theirs: [] as string[] };
  if (mine === null) faults.mine.push(words.mineMissing);
  else if (pairs.some((pair) => pair.mine === mine)) faults.mine.push(words.mineTaken);
  if (theirs === '') faults.theirs.push(words.theirsMissing);
  else if (!isAccount(theirs)) faults.theirs.push(words.theirsWrong);
  else if (pairs.some((pair) => pair.theirs === theirs)) faults.theirs.push(words.theirsTaken);
  return faults;
};

/** One match by hand. Within one Jira both are picked; a partner's users are known by account only. */
export const MatchOne = (props: {
  pairs: readonly UserPair[];
  heads: Heads;
  partner: string;
  internal: boolean;
  busy: boolean;
  onAdd: (pair: UserPair, done: () => void) => void;
}) => {
  const { pairs, heads, partner, internal, busy, onAdd } = props;
  const words = text.users;
  const [mine, setMine] = useState<{ id: string; name: string } | null>(null);
  const [theirs, setTheirs] = useState<{ id: string; name: string }>({ id: '', name: '' });
  const [tried, setTried] = useState(false);
  const account = theirs.id.trim();
  const faults = faultsOf(mine?.id ?? null, account, pairs);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (mine === null || faults.mine.length + faults.theirs.length > 0) return;
    onAdd({ mine: mine.id, theirs: account }, () => {
      setMine(null);
      setTheirs({ id: '', name: '' });
      setTried(false);
    });
  };
  return (
    <form class="card" noValidate onSubmit={submit}>
      <h2>{words.addTitle}</h2>
      <div class="form-grid">
        <Field label={heads.mine} errors={tried ? faults.mine : []}>
          <Picker
            value={mine?.id ?? null}
            chosenLabel={mine?.name ?? ''}
            search={searchUsers}
            onChange={(id, item) => setMine(id === null ? null : { id, name: item?.label ?? id })}
          />
        </Field>
        {internal ? (
          <Field label={heads.theirs} errors={tried ? faults.theirs : []}>
            <Picker
              value={theirs.id || null}
              chosenLabel={theirs.name}
              search={searchUsers}
              onChange={(id, item) => setTheirs({ id: id ?? '', name: item?.label ?? '' })}
            />
          </Field>
        ) : (
          <Field label={words.theirAccount(partner)} hint={words.accountHint} errors={tried ? faults.theirs : []}>
            <TextInput value={theirs.id} maxLength={128} onChange={(id) => setTheirs({ id, name: '' })} />
          </Field>
        )}
      </div>
      <div class="actions">
        <Button type="submit" busy={busy}>
          {words.add}
        </Button>
      </div>
    </form>
  );
};
