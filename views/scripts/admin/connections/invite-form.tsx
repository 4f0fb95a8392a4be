import { useState } from 'preact/hooks';
import { type Side } from '../../host/api-types';
import { post } from '../../host/call';
import { useAction } from '../../host/load';
import { Button, ErrorBox, Field, Select, TextArea, TextInput } from '../../kit';
import { text } from '../../text';
import { ChoiceCards } from './choice-cards';
import { readAddress } from './invitation-link';

export interface MadeInvitation {
  readonly connectionId: string;
  readonly invitation: { readonly id: string; readonly expiresAt: string };
  readonly token: string;
}

const DAYS = [1, 7, 30] as const;
const HOURS_A_DAY = 24;
const SIDES: readonly Side[] = ['master', 'provider'];

const EMPTY = { name: '', side: 'master' as Side, message: '', days: '7', address: '' };
type Draft = typeof EMPTY;

const send = ({ name, side, message, days }: Draft): Promise<MadeInvitation> =>
  post<MadeInvitation>('/connections/invitations', {
    name: name.trim(),
    side,
    message: message.trim() === '' ? null : message.trim(),
    expiresInHours: Number(days) * HOURS_A_DAY,
  });

const faultsOf = ({ name, address }: Draft) => ({
  name: name.trim() === '' ? [text.connections.nameMissing] : [],
  address: address.trim() !== '' && readAddress(address) === null ? [text.connections.addressWrong] : [],
});

/** What to say to a partner; `onMade` gets the code, which is shown only once. */
export const InviteForm = ({ onMade }: { onMade: (made: MadeInvitation, address: string) => void }) => {
  const words = text.connections;
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const faults = faultsOf(draft);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const make = useAction(async () => onMade(await send(draft), draft.address), setError);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (faults.name.length === 0 && faults.address.length === 0) make.run();
  };
  return (
    <form class="stack narrow-form" noValidate onSubmit={submit}>
      <Field label={words.name} hint={words.nameHint} required errors={tried ? faults.name : []}>
        <TextInput value={draft.name} maxLength={100} onChange={(name) => change({ name })} />
      </Field>
      <div class="stack-small">
        <ChoiceCards
          legend={words.role}
          name="side"
          value={draft.side}
          choices={SIDES.map((side) => ({ value: side, ...words.roles[side] }))}
          onChange={(side) => change({ side })}
        />
        <small>{words.roleNote}</small>
      </div>
      <Field label={words.message} hint={words.messageHint}>
        <TextArea rows={3} value={draft.message} maxLength={2000} onChange={(message) => change({ message })} />
      </Field>
      <div class="form-grid">
        <Field label={words.address} hint={words.addressHint} errors={tried ? faults.address : []}>
          <TextInput
            value={draft.address}
            placeholder={words.addressExample}
            onChange={(address) => change({ address })}
          />
        </Field>
        <Field label={words.expires}>
          <Select
            value={draft.days}
            choices={DAYS.map((days) => ({ value: String(days), label: words.days(days) }))}
            onChange={(days) => change({ days })}
          />
        </Field>
      </div>
      {error ? <ErrorBox error={error} /> : null}
      <div class="actions">
        <Button kind="primary" type="submit" busy={make.busy}>
          {words.make}
        </Button>
      </div>
    </form>
  );
};
