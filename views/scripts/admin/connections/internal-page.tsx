import { useState } from 'preact/hooks';
import { type Connection } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Button, ErrorBox, Field, PageHead, TextInput } from '../../kit';
import { text } from '../../text';

/** Both sides are this Jira: nobody else has to agree. */
export const InternalPage = () => {
  const words = text.connections;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const missing = name.trim() === '';
  const connect = useAction(async () => {
    const { id } = await post<Connection>('/connections/internal', { name: name.trim() });
    showFlag('success', words.insideMade);
    go('connections', id);
  }, setError);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (!missing) connect.run();
  };
  return (
    <>
      <PageHead title={words.insideTitle} crumbs={[{ label: words.toOverview, to: [] }]} />
      <form class="stack narrow-form" noValidate onSubmit={submit}>
        <p>{words.insideIntro}</p>
        <Field
          label={words.name}
          hint={words.insideNameHint}
          required
          errors={tried && missing ? [words.nameMissing] : []}
        >
          <TextInput value={name} maxLength={100} onChange={setName} />
        </Field>
        {error ? <ErrorBox error={error} /> : null}
        <div class="actions">
          <Button kind="primary" type="submit" busy={connect.busy}>
            {words.insideMake}
          </Button>
        </div>
      </form>
    </>
  );
};
