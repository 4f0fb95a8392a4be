import { useState } from 'preact/hooks';
import { type Connection, type Side, type SiteName } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Button, ErrorBox, Field, formatTime, PageHead, TextInput } from '../../kit';
import { text } from '../../text';
import { overviewCrumb } from './crumbs';

interface Offer {
  readonly from: SiteName;
  readonly yourSide: Side;
  readonly message: string | null;
  readonly expiresAt: string;
  readonly connectionName: string;
}

const OfferCard = ({ offer, token }: { offer: Offer; token: string }) => {
  const words = text.connections;
  const [name, setName] = useState(offer.connectionName);
  const [error, setError] = useState<Error | null>(null);
  const accept = useAction(async () => {
    const answer = await post<{ connection: Connection }>('/invitations/accept', { token, name: name.trim() || null });
    showFlag('success', words.accepted);
    go('connections', answer.connection.id);
  }, setError);
  const decline = useAction(async () => {
    await post('/invitations/decline', { token });
    showFlag('info', words.declined);
    go();
  }, setError);
  return (
    <section class="card narrow-form" aria-live="polite">
      <h2 dir="auto">{words.from(offer.from.name)}</h2>
      <dl class="facts">
        <dt>{words.fromUrl}</dt>
        <dd dir="auto">{offer.from.url}</dd>
        <dt>{words.asSide}</dt>
        <dd>{text.common[offer.yourSide]}</dd>
        <dt>{words.validUntil}</dt>
        <dd>{formatTime(offer.expiresAt)}</dd>
        {offer.message ? (
          <>
            <dt>{words.theirMessage}</dt>
            <dd dir="auto" class="pre-line">
              {offer.message}
            </dd>
          </>
        ) : null}
      </dl>
      <h3>{words.allowsTitle}</h3>
      <ul>
        {words.allows.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Field label={words.ownName}>
        <TextInput value={name} maxLength={100} onChange={setName} />
      </Field>
      {error ? <ErrorBox error={error} /> : null}
      <div class="actions">
        <Button kind="primary" busy={accept.busy} onClick={accept.run}>
          {words.accept}
        </Button>
        <Button kind="subtle" busy={decline.busy} onClick={decline.run}>
          {words.decline}
        </Button>
      </div>
    </section>
  );
};

export const AcceptPage = ({ given }: { given: string }) => {
  const words = text.connections;
  const [token, setToken] = useState(given);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const look = useAction(async () => {
    setError(null);
    setOffer(await post<Offer>('/invitations/preview', { token: token.trim() }));
  }, setError);
  return (
    <>
      <PageHead title={words.acceptTitle} crumbs={[overviewCrumb]} />
      <form
        class="stack narrow-form"
        onSubmit={(event) => {
          event.preventDefault();
          look.run();
        }}
      >
        <p>{words.acceptIntro}</p>
        <Field label={words.code} required>
          <TextInput
            value={token}
            maxLength={200}
            onChange={(value) => {
              setToken(value);
              setOffer(null);
            }}
          />
        </Field>
        {error ? <ErrorBox error={error} /> : null}
        {offer ? null : (
          <div class="actions">
            <Button type="submit" kind="primary" busy={look.busy} disabled={token.trim() === ''}>
              {words.look}
            </Button>
          </div>
        )}
      </form>
      {offer ? <OfferCard offer={offer} token={token.trim()} /> : null}
    </>
  );
};
