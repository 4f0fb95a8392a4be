import { useState } from 'preact/hooks';
import { type Side } from '../../host/api-types';
import { post } from '../../host/call';
import { useAction } from '../../host/load';
import {
  Button,
  CopyText,
  ErrorBox,
  Field,
  formatTime,
  LinkTo,
  PageHead,
  Select,
  TextArea,
  TextInput,
} from '../../kit';
import { text } from '../../text';
import { overviewCrumb } from './crumbs';

interface Made {
  readonly connectionId: string;
  readonly invitation: { readonly expiresAt: string };
  readonly token: string;
}

const MadeInvitation = ({ made }: { made: Made }) => {
  const words = text.connections;
  return (
    <section class="card narrow-form" aria-live="polite">
      <h2>{words.madeTitle}</h2>
      <p>{words.madeText}</p>
      <CopyText value={made.token} label={words.code} />
      <p class="subtle">
        {words.validUntil} {formatTime(made.invitation.expiresAt)}
      </p>
      <ol>
        {words.madeSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="actions">
        <LinkTo to={['connections', made.connectionId]} class="button button-primary">
          {words.toConnection}
        </LinkTo>
      </div>
    </section>
  );
};

export const InvitePage = () => {
  const words = text.connections;
  const [name, setName] = useState('');
  const [side, setSide] = useState<Side>('master');
  const [message, setMessage] = useState('');
  const [hours, setHours] = useState('168');
  const [made, setMade] = useState<Made | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const make = useAction(async () => {
    setError(null);
    const body = { name: name.trim(), side, message: message.trim() || null, expiresInHours: Number(hours) };
    setMade(await post<Made>('/connections/invitations', body));
  }, setError);
  return (
    <>
      <PageHead title={words.inviteTitle} crumbs={[overviewCrumb]} />
      {made ? (
        <MadeInvitation made={made} />
      ) : (
        <form
          class="stack narrow-form"
          onSubmit={(event) => {
            event.preventDefault();
            make.run();
          }}
        >
          <p>{words.inviteIntro}</p>
          {error ? <ErrorBox error={error} /> : null}
          <Field label={words.name} hint={words.nameHint} required>
            <TextInput value={name} maxLength={100} onChange={setName} />
          </Field>
          <Field label={words.side} hint={words.sideHint}>
            <Select
              value={side}
              choices={[
                { value: 'master', label: words.sideMaster },
                { value: 'provider', label: words.sideProvider },
              ]}
              onChange={(value) => setSide(value === 'provider' ? 'provider' : 'master')}
            />
          </Field>
          <Field label={words.message} hint={words.messageHint}>
            <TextArea value={message} maxLength={2000} rows={3} onChange={setMessage} />
          </Field>
          <Field label={words.expiry}>
            <Select
              value={hours}
              choices={Object.entries(words.expiries).map(([value, label]) => ({ value, label }))}
              onChange={setHours}
            />
          </Field>
          <div class="actions">
            <Button type="submit" kind="primary" busy={make.busy} disabled={name.trim() === ''}>
              {words.makeCode}
            </Button>
          </div>
        </form>
      )}
    </>
  );
};
