import { useState } from 'preact/hooks';
import { type Connection } from '../../host/api-types';
import { post } from '../../host/call';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Button, ErrorBox, Field, PageHead, TextInput } from '../../kit';
import { text } from '../../text';
import { overviewCrumb } from './crumbs';

export const InternalPage = () => {
  const words = text.connections;
  const [name, setName] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const make = useAction(async () => {
    const { id } = await post<Connection>('/connections/internal', { name: name.trim() });
    go('connections', id);
  }, setError);
  return (
    <>
      <PageHead title={words.internalTitle} crumbs={[overviewCrumb]} />
      <form
        class="stack narrow-form"
        onSubmit={(event) => {
          event.preventDefault();
          make.run();
        }}
      >
        <p>{words.internalIntro}</p>
        {error ? <ErrorBox error={error} /> : null}
        <Field label={words.name} required>
          <TextInput value={name} maxLength={100} onChange={setName} />
        </Field>
        <div class="actions">
          <Button type="submit" kind="primary" busy={make.busy} disabled={name.trim() === ''}>
            {words.connect}
          </Button>
        </div>
      </form>
    </>
  );
};
