import { useEffect, useState } from 'preact/hooks';
import { pageAddress } from '../../host/host';
import { Banner, CopyText, LinkTo, Time } from '../../kit';
import { text } from '../../text';
import { linkFor } from './invitation-link';
import { type MadeInvitation } from './invite-form';

const useLink = (address: string, token: string): string | null => {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    void pageAddress().then((ownPage) => setLink(linkFor(ownPage, address, token)));
  }, [address, token]);
  return link;
};

const Labelled = ({ label, value, hint }: { label: string; value: string; hint?: string }) => (
  <div class="field">
    <span class="field-label" aria-hidden="true">
      {label}
    </span>
    <CopyText label={label} value={value} />
    {hint ? <small>{hint}</small> : null}
  </div>
);

/** The code, shown once, and what happens next. */
export const InvitationMade = ({ made, address }: { made: MadeInvitation; address: string }) => {
  const words = text.connections;
  const link = useLink(address, made.token);
  return (
    <div class="stack narrow-form">
      <p>{words.madeIntro}</p>
      <section class="card">
        <Labelled label={words.code} value={made.token} />
        {link ? <Labelled label={words.link} value={link} hint={words.linkHint} /> : null}
        <p class="subtle">
          {words.validUntil} <Time at={made.invitation.expiresAt} full />
        </p>
      </section>
      <Banner tone="warning" title={words.shownOnce} />
      <section class="stack-small">
        <h2>{words.whatNext}</h2>
        <ol>
          {words.nextSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <div class="actions">
        <LinkTo to={['connections', made.connectionId]} class="button button-primary">
          {words.toConnection}
        </LinkTo>
      </div>
    </div>
  );
};
