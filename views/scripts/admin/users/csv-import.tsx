import { useState } from 'preact/hooks';
import { useAction } from '../../host/load';
import { Banner, Button, CSV_FILES, Field, FileInput, textOfFile } from '../../kit';
import { text } from '../../text';
import { LineFaults } from '../line-faults';
import { compare, MOST_PAIRS, type UserPair } from './pairs';
import { readPeople } from './people';
import { type Headings, type LineFault, type PairLine, readUsersCsv, type ReadUsers } from './users-csv';

const Faults = ({ faults }: { faults: readonly LineFault[] }) => {
  const words = text.users;
  const lines = faults.map(({ line, code, what }) => ({ line, what: words.fault(line, words.faultKinds[code](what)) }));
  return <LineFaults title={words.faults(faults.length)} lines={lines} more={words.moreFaults} />;
};

/** Own accounts that this Jira does not know are faults too; within one Jira both are own. */
const checked = async (read: ReadUsers, internal: boolean): Promise<ReadUsers> => {
  const ownOf = ({ mine, theirs }: PairLine): readonly string[] => (internal ? [mine, theirs] : [mine]);
  const known = await readPeople(read.lines.flatMap(ownOf));
  const unknownIn = (pair: PairLine): string | undefined => ownOf(pair).find((account) => !known.has(account));
  const faults = read.lines.flatMap((pair): readonly LineFault[] => {
    const what = unknownIn(pair);
    return what === undefined ? [] : [{ line: pair.line, code: 'unknown', what }];
  });
  return {
    lines: read.lines.filter((pair) => unknownIn(pair) === undefined),
    faults: [...read.faults, ...faults].sort((a, b) => a.line - b.line),
  };
};

/** Reads a file, says what it would change and what is wrong with which line, and then takes it over. */
export const CsvImport = (props: {
  pairs: readonly UserPair[];
  headings: Headings;
  internal: boolean;
  busy: boolean;
  onAdd: (pairs: readonly UserPair[], done: () => void) => void;
}) => {
  const { pairs, headings, internal, busy, onAdd } = props;
  const words = text.users;
  const [read, setRead] = useState<(ReadUsers & { readonly file: string }) | null>(null);
  const check = useAction(async (file: File) => {
    setRead(null);
    const words = await textOfFile(file);
    if (words === null) throw new Error(text.common.notText(file.name));
    setRead({ ...(await checked(readUsersCsv(words, headings), internal)), file: file.name });
  });
  const { fresh, already, replaced } = compare(pairs, read?.lines ?? []);
  const tooMany = pairs.length - replaced + fresh.length > MOST_PAIRS;
  const clear = (): void => setRead(null);
  return (
    <div class="stack-small">
      <Field label={words.import} hint={words.importHint}>
        <FileInput accept={CSV_FILES} onFile={check.run} />
      </Field>
      <p role="status">
        {check.busy ? words.checking : null}
        {read
          ? [words.found(fresh.length, read.file), words.already(already), words.replaces(replaced)].join(' ')
          : null}
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
