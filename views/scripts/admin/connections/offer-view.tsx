import { type Side, type SiteName } from '../../host/api-types';
import { Banner, Time } from '../../kit';
import { text } from '../../text';

export interface Offer {
  readonly from: SiteName;
  readonly yourSide: Side;
  readonly message: string | null;
  readonly expiresAt: string;
  readonly connectionName: string;
}

const List = ({ title, items }: { title: string; items: readonly string[] }) => (
  <section class="stack-small">
    <h2>{title}</h2>
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  </section>
);

/** Who invites, and what accepting means: everything a person needs before deciding. */
export const OfferView = ({ offer }: { offer: Offer }) => {
  const words = text.connections;
  const { from, yourSide, message, expiresAt, connectionName } = offer;
  return (
    <div class="stack">
      <section class="card">
        <dl class="details">
          <dt>{words.from}</dt>
          <dd>
            <strong dir="auto">{from.name}</strong>
            <br />
            <bdi class="subtle">{from.url}</bdi>
          </dd>
          <dt>{words.name}</dt>
          <dd dir="auto">{connectionName}</dd>
          <dt>{words.yourRole}</dt>
          <dd>{words.yourRoles[yourSide]}</dd>
          {message === null ? null : (
            <>
              <dt>{words.messageFrom}</dt>
              <dd dir="auto" class="as-written">
                {message}
              </dd>
            </>
          )}
          <dt>{words.validUntil}</dt>
          <dd>
            <Time at={expiresAt} full />
          </dd>
        </dl>
      </section>
      <List title={words.allows} items={words.allowsList} />
      <List title={words.allowsNot} items={words.allowsNotList} />
      <Banner tone="info">{words.knowThem}</Banner>
    </div>
  );
};
