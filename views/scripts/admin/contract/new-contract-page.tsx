import { useState } from 'preact/hooks';
import { post } from '../../host/call';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Button, ErrorBox, Field, PageHead, TextInput } from '../../kit';
import { text } from '../../text';

/** A contract needs a name only; what it does is chosen on its own page. */
export const NewContractPage = ({ connection }: { connection: string }) => {
  const words = text.contract;
  const [name, setName] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const make = useAction(async () => {
    const { id } = await post<{ id: string }>(`/connections/${encodeURIComponent(connection)}/contracts`, {
      name: name.trim(),
    });
    go('contracts', id);
  }, setError);
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[
          { label: text.common.appName, to: [] },
          { label: words.connection, to: ['connections', connection] },
        ]}
      />
      <form
        class="stack narrow-form"
        onSubmit={(event) => {
          event.preventDefault();
          make.run();
        }}
      >
        {error ? <ErrorBox error={error} /> : null}
        <Field label={words.newName} hint={words.newNameHint} required>
          <TextInput value={name} maxLength={100} onChange={setName} />
        </Field>
        <div class="actions">
          <Button type="submit" kind="primary" busy={make.busy} disabled={name.trim() === ''}>
            {words.newCreate}
          </Button>
        </div>
      </form>
    </>
  );
};
