import { useState } from 'preact/hooks';
import { type Connection, type ContractEntry } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Confirm } from '../../kit';
import { text } from '../../text';

interface ConnectionActionsProps {
  readonly connection: Connection;
  readonly contracts: readonly ContractEntry[];
  readonly onChanged: () => void;
}

/** Pause, resume and end: each says what it means before it happens. */
export const ConnectionActions = ({ connection, contracts, onChanged }: ConnectionActionsProps) => {
  const words = text.connections;
  const [asked, setAsked] = useState<'pause' | 'end' | null>(null);
  const act = useAction(async (what: 'pause' | 'resume' | 'end', done: string) => {
    await post(`/connections/${encodeURIComponent(connection.id)}/${what}`);
    setAsked(null);
    showFlag('success', done);
    onChanged();
  });
  if (connection.state !== 'active') return null;
  const close = (): void => setAsked(null);
  const linked = contracts.reduce((sum, { linkedIssues }) => sum + linkedIssues, 0);
  return (
    <>
      {connection.pausedByMe ? (
        <Button kind="primary" busy={act.busy} onClick={() => act.run('resume', words.resumed)}>
          {words.resume}
        </Button>
      ) : (
        <Button onClick={() => setAsked('pause')}>{words.pause}</Button>
      )}
      <Button kind="subtle" onClick={() => setAsked('end')}>
        {words.end}
      </Button>
      {asked === 'pause' ? (
        <Confirm
          title={words.pauseTitle}
          confirm={words.pause}
          busy={act.busy}
          onConfirm={() => act.run('pause', words.paused)}
          onClose={close}
        >
          <p>{words.pauseText}</p>
        </Confirm>
      ) : null}
      {asked === 'end' ? (
        <Confirm
          title={words.endTitle}
          confirm={words.endConfirm}
          danger
          busy={act.busy}
          onConfirm={() => act.run('end', words.ended)}
          onClose={close}
        >
          <p>{words.endText(contracts.length, linked)}</p>
        </Confirm>
      ) : null}
    </>
  );
};
