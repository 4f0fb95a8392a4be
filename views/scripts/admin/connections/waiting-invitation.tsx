import { useState } from 'preact/hooks';
import { type Invitation } from '../../host/api-types';
import { call, get } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useLoad } from '../../host/load';
import { Button, Confirm, ErrorBox, Loading, Time } from '../../kit';
import { text } from '../../text';

/** An invitation that nobody has answered: until when it counts, and the way to take it back. */
export const WaitingInvitation = ({ connectionId, onChanged }: { connectionId: string; onChanged: () => void }) => {
  const words = text.connections;
  const { data, error, reload } = useLoad(
    () => get<{ invitations: readonly Invitation[] }>('/invitations', { connection: connectionId, limit: 200 }),
    [connectionId],
  );
  const [asked, setAsked] = useState(false);
  const open = data?.invitations.find(({ state }) => state === 'open');
  const revoke = useAction(async (id: string) => {
    await call('DELETE', `/invitations/${id}`);
    setAsked(false);
    showFlag('success', words.revoked);
    onChanged();
  });
  if (error) return <ErrorBox error={error} retry={reload} />;
  if (!data) return <Loading rows={2} />;
  if (!open) return null;
  return (
    <section class="card">
      <h2>{words.invitation}</h2>
      <p>{words.invitationText}</p>
      <p>
        {words.validUntil} <Time at={open.expiresAt} full />
      </p>
      <p class="subtle">{words.lostCode}</p>
      <div class="actions">
        <Button onClick={() => setAsked(true)}>{words.revoke}</Button>
      </div>
      {asked ? (
        <Confirm
          title={words.revokeTitle}
          confirm={words.revoke}
          danger
          busy={revoke.busy}
          onConfirm={() => revoke.run(open.id)}
          onClose={() => setAsked(false)}
        >
          <p>{words.revokeText}</p>
        </Confirm>
      ) : null}
    </section>
  );
};
