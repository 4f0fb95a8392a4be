import { useState } from 'preact/hooks';
import { useAction } from '../../host/load';
import { Banner, Button, Field } from '../../kit';
import { text } from '../../text';
import { compare, MOST_PAIRS, type UserPair } from './pairs';
import { readPeople } from './people';
import { type Headings, type LineFault, readUsersCsv, type ReadUsers } from './users-csv';

const FAULTS_SHOWN = 20;

const Faults = ({ faults }: { faults: readonly LineFault[] }) => {
  const words = text.users;
  return (
    <Banner tone="warning" title={words.faults(faults.length)}>
      <ul>
        {faults.slice(0, FAULTS_SHOWN).map(({ line, code, what }) => (
          <li key={line} dir="auto">
            {words.fault(line, words.faultKinds[code](what))}
          </li>
        ))}
      </ul>
      {faults.length > FAULTS_SHOWN ? <p>{words.moreFaults(faults.length - FAULTS_SHOWN)}</p> : null}
    </Banner>
  );
};

/** Own accounts that this Jira does not know are faults too. */
const checked = async (read: ReadUsers): Promise<ReadUsers> => {
  const known = await readPeople(read.lines.map(({ mine }) => mine));
  const unknown = read.lines.filter(({ mine }) => !known.has(mine));
  const faults = unknown.map(({ line, mine }): LineFault => ({ line, code: 'unknown', what: mine }));
  return {
    lines: read.lines.filter(({ mine }) => known.has(mine)),
    faults: [...read.faults, ...faults].sort((a, b) => a.line - b.line),
  };
};

/** Reads a file, says what it would change and what is wrong with which line, and then takes it over. */
export const CsvImport = (props: {
  pairs: readonly UserPair[];
  headings: Headings;
  busy: boolean;
  onAdd: (pairs: readonly UserPair[], done: () => void) => void;
}) => {
  const { pairs, headings, busy, onAdd } = props;
  const words = text.users;
  const [read, setRead] = useState<ReadUsers | null>(null);
  const [turn, setTurn] = useState(0);
  const check = useAction(async (file: File) => {
    setRead(null);
    setRead(await checked(readUsersCsv(await file.text(), headings)));
  });
  const { fresh, already, replaced } = compare(pairs, read?.lines ?? []);
  const tooMany = pairs.length - replaced + fresh.length > MOST_PAIRS;
  const clear = (): void => {
    setRead(null);
    setTurn(turn + 1);
  };
  return (
    <div class="stack-small">
      <Field label={words.import} hint={words.importHint}>
        <input
          key={turn}
          type="file"
          class="input"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) check.run(file);
          }}
        />
      </Field>
      <p role="status">
        {check.busy ? words.checking : null}
        {read ? [words.found(fresh.length) + '.', words.already(already), words.replaces(replaced)].join(' ') : null}
      </p>
      {read && read.faults.length > 0 ? <Faults faults={read.faults} /> : null}
      {tooMany ? <Banner tone="danger">{words.faultKinds.overLimit()}</Banner> : null}
      {fresh.length > 0 && !tooMany ? (
        <div class="actions">
          <Button
            kind="primary"
            busy={busy}
            onClick={() =>
              onAdd(
                fresh.map(({ mine, theirs }) => ({ mine, theirs })),
                clear,
              )
            }
          >
            {words.doImport(fresh.length)}
          </Button>
          <Button kind="subtle" onClick={clear}>
            {text.common.cancel}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
