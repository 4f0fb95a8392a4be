import { useState } from 'preact/hooks';
import { type Connection, type Invitation } from '../../host/api-types';
import { call, get } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useLoad } from '../../host/load';
import { Banner, Button, Confirm, formatTime } from '../../kit';
import { text } from '../../text';

/** An invitation that nobody has answered yet: until when it is good, and the way to take it back. */
export const OpenInvitation = ({ connection, onChanged }: { connection: Connection; onChanged: () => void }) => {
  const words = text.connections;
  const [asked, setAsked] = useState(false);
  const { data } = useLoad(() => get<{ invitations: readonly Invitation[] }>('/invitations'), [connection.id]);
  const open = data?.invitations.find((one) => one.connectionId === connection.id && one.state === 'open');
  const revoke = useAction(async () => {
    if (!open) return;
    await call('DELETE', `/invitations/${encodeURIComponent(open.id)}`);
    setAsked(false);
    showFlag('success', words.revoked);
    onChanged();
  });
  return (
    <Banner tone="info" title={words.waitingTitle}>
      <p>{words.waiting}</p>
      {open ? (
        <div class="row">
          <span>
            {words.validUntil} {formatTime(open.expiresAt)}
          </span>
          <Button onClick={() => setAsked(true)}>{words.revoke}</Button>
        </div>
      ) : null}
      {asked ? (
        <Confirm
          title={words.revokeTitle}
          confirm={words.revoke}
          danger
          busy={revoke.busy}
          onConfirm={revoke.run}
          onClose={() => setAsked(false)}
        >
          <p>{words.revokeText}</p>
        </Confirm>
      ) : null}
    </Banner>
  );
};
