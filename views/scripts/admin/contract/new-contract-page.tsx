import { useState } from 'preact/hooks';
import { type Connection, type Half } from '../../host/api-types';
import { get, post } from '../../host/call';
import { useAction, useLoad } from '../../host/load';
import { go } from '../../host/route';
import { ErrorBox, Field, Loading, PageHead, TextInput } from '../../kit';
import { text } from '../../text';
import { keepDraft } from './draft';
import { type Preset } from './presets';
import { formatRef } from './ref';
import { StartForm } from './start-form';

const guess = ({ internal, side }: Connection): Preset =>
  internal ? 'internal' : side === 'master' ? 'sendTickets' : 'receiveTickets';

/** A name and what it is for; the contract opens with a draft that says so. */
const NewContract = ({ connection }: { connection: Connection }) => {
  const words = text.contract;
  const [name, setName] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const make = useAction(async (half: Half) => {
    setError(null);
    const path = `/connections/${encodeURIComponent(connection.id)}/contracts`;
    const { id } = await post<{ id: string }>(path, { name: name.trim() });
    const part = formatRef({ id, side: connection.internal ? connection.side : null });
    keepDraft(part, { version: 0, half });
    go('contracts', part);
  }, setError);
  return (
    <StartForm
      internal={connection.internal}
      guess={guess(connection)}
      busy={make.busy}
      incomplete={name.trim() === ''}
      onStart={make.run}
    >
      {error ? <ErrorBox error={error} /> : null}
      <div class="narrow-form">
        <Field label={words.newName} hint={words.newNameHint} required>
          <TextInput value={name} maxLength={100} onChange={setName} />
        </Field>
      </div>
    </StartForm>
  );
};

export const NewContractPage = ({ connection: id }: { connection: string }) => {
  const words = text.contract;
  const { data, error, reload } = useLoad(() => get<Connection>(`/connections/${encodeURIComponent(id)}`), [id]);
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[
          { label: text.common.appName, to: [] },
          { label: data?.name ?? words.connection, to: ['connections', id] },
        ]}
      />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {data ? <NewContract connection={data} /> : null}
      {!data && !error ? <Loading rows={6} /> : null}
    </>
  );
};
