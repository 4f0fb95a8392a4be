import { useMemo, useState } from 'preact/hooks';
import { type Contract, type Versions } from '../../host/api-types';
import { get, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useLoad } from '../../host/load';
import { Button, Confirm, EmptyState, ErrorBox, Loading, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';
import { useMetadata } from '../contract/use-metadata';
import { ChangeList } from './change-list';
import { type FieldNames } from './change-words';

type Entry = Versions['versions'][number] & { readonly authorName?: string | null };

const VersionCard = (props: { entry: Entry; current: boolean; fields: FieldNames; onRestore: (() => void) | null }) => {
  const { number, author, authorName, at, note, changes } = props.entry;
  const words = text.versions;
  return (
    <li class="card">
      <div class="row">
        <h3>{words.version(number)}</h3>
        {props.current ? <Lozenge tone="success">{words.current}</Lozenge> : null}
        <span class="subtle">
          <Time at={at} full /> {words.by} <span dir="auto">{authorName ?? author}</span>
        </span>
        {props.current || !props.onRestore ? null : (
          <div class="row-end">
            <Button onClick={props.onRestore}>{words.restore}</Button>
          </div>
        )}
      </div>
      {note ? <p dir="auto">{note}</p> : null}
      {number === 1 ? <p class="subtle">{words.first}</p> : <ChangeList changes={changes} fields={props.fields} />}
    </li>
  );
};

interface VersionsPanelProps {
  readonly part: string;
  readonly contract: Contract;
  readonly readOnly: boolean;
  readonly onChanged: () => void;
}

export const VersionsPanel = ({ part, contract, readOnly, onChanged }: VersionsPanelProps) => {
  const words = text.versions;
  const pathOf = (below = ''): string => contractPath(parseRef(part), `/versions${below}`);
  const { data, error, reload } = useLoad(() => get<Versions>(pathOf()), [part, contract.version]);
  const metadata = useMetadata(contract.half?.scope.project ?? null);
  const fields = useMemo(() => new Map(metadata.fields.map(({ id, name }) => [id, name])), [metadata.fields]);
  const [asked, setAsked] = useState<number | null>(null);
  const restore = useAction(async (n: number) => {
    await post(pathOf(`/${n}/restore`));
    setAsked(null);
    showFlag('success', words.restored(n));
    reload();
    onChanged();
  });
  if (error) return <ErrorBox error={error} retry={reload} />;
  if (!data) return <Loading rows={4} />;
  if (data.versions.length === 0) return <EmptyState title={words.empty} />;
  return (
    <div class="stack">
      <p class="subtle">{words.intro(data.linkedIssues)}</p>
      <ol class="plain-list stack">
        {data.versions.map((entry) => (
          <VersionCard
            key={entry.number}
            entry={entry}
            current={entry.number === data.current}
            fields={fields}
            onRestore={readOnly ? null : () => setAsked(entry.number)}
          />
        ))}
      </ol>
      {asked === null ? null : (
        <Confirm
          title={words.restoreTitle(asked)}
          confirm={words.restore}
          busy={restore.busy}
          onConfirm={() => restore.run(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{words.restoreText(data.linkedIssues)}</p>
        </Confirm>
      )}
    </div>
  );
};
