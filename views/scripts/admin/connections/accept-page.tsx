import { useEffect, useState } from 'preact/hooks';
import { type Connection } from '../../host/api-types';
import { ApiError, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Button, Confirm, ErrorBox, Field, PageHead, TextInput } from '../../kit';
import { text } from '../../text';
import { readCode } from './invitation-link';
import { type Offer, OfferView } from './offer-view';

const CodeForm = ({ first, onOffer }: { first: string; onOffer: (token: string, offer: Offer) => void }) => {
  const words = text.connections;
  const [pasted, setPasted] = useState(first);
  const [error, setError] = useState<Error | null>(null);
  const look = useAction(async () => {
    setError(null);
    const token = readCode(pasted);
    onOffer(token, await post<Offer>('/invitations/preview', { token }));
  }, setError);
  useEffect(() => {
    if (first !== '') look.run();
  }, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (readCode(pasted) !== '') look.run();
  };
  return (
    <form class="stack narrow-form" onSubmit={submit}>
      <p>{words.acceptIntro}</p>
      <Field label={words.codeOrLink} required>
        <TextInput value={pasted} onChange={setPasted} />
      </Field>
      {error ? <ErrorBox error={error} /> : null}
      <div class="actions">
        <Button kind="primary" type="submit" busy={look.busy} disabled={readCode(pasted) === ''}>
          {words.look}
        </Button>
      </div>
    </form>
  );
};

const Decision = ({ token, offer, onBack }: { token: string; offer: Offer; onBack: () => void }) => {
  const words = text.connections;
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  // It was answered elsewhere, withdrawn or ran out while it was read.
  const spent = error instanceof ApiError && error.code === 'invitation-unusable';
  const accept = useAction(async () => {
    const { connection } = await post<{ connection: Connection }>('/invitations/accept', { token });
    showFlag('success', words.accepted);
    go('connections', connection.id);
  }, setError);
  const decline = useAction(
    async () => {
      await post('/invitations/decline', { token });
      showFlag('success', words.declined);
      go();
    },
    (cause) => {
      setAsked(false);
      setError(cause);
    },
  );
  return (
    <div class="stack narrow-form">
      <OfferView offer={offer} />
      {error ? <ErrorBox error={error} /> : null}
      <div class="actions">
        {spent ? null : (
          <>
            <Button kind="primary" busy={accept.busy} onClick={() => accept.run()}>
              {words.doAccept}
            </Button>
            <Button onClick={() => setAsked(true)}>{words.decline}</Button>
          </>
        )}
        <Button kind={spent ? 'default' : 'subtle'} onClick={onBack}>
          {words.otherCode}
        </Button>
      </div>
      {asked ? (
        <Confirm
          title={words.declineTitle}
          confirm={words.decline}
          danger
          busy={decline.busy}
          onConfirm={() => decline.run()}
          onClose={() => setAsked(false)}
        >
          <p>{words.declineText}</p>
        </Confirm>
      ) : null}
    </div>
  );
};

/** First the code, then who stands behind it, then the decision. */
export const AcceptPage = ({ code = '' }: { code?: string }) => {
  const words = text.connections;
  const [found, setFound] = useState<{ token: string; offer: Offer } | null>(null);
  const [first, setFirst] = useState(code);
  const title = found ? words.offer(found.offer.from.name) : words.acceptTitle;
  return (
    <>
      <PageHead title={title} crumbs={[{ label: words.toOverview, to: [] }]} />
      {found ? (
        <Decision
          {...found}
          onBack={() => {
            setFirst('');
            setFound(null);
          }}
        />
      ) : (
        <CodeForm first={first} onOffer={(token, offer) => setFound({ token, offer })} />
      )}
    </>
  );
};
