import { useState } from 'preact/hooks';
import { type ConnectionFigures } from '../../host/api-types';
import { call, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Check, Confirm, Dialog } from '../../kit';
import { text } from '../../text';
import { RenameDialog } from '../rename-dialog';

interface ActProps {
  readonly connection: ConnectionFigures;
  readonly onChanged: () => void;
}

const Sentences = ({ of: sentences }: { of: readonly string[] }) => (
  <ul>
    {sentences.map((sentence) => (
      <li key={sentence} dir="auto">
        {sentence}
      </li>
    ))}
  </ul>
);

const PauseOrResume = ({ connection, onChanged }: ActProps) => {
  const words = text.connections;
  const { id, name, internal, pausedByMe } = connection;
  const [asked, setAsked] = useState(false);
  const set = useAction(async (act: 'pause' | 'resume') => {
    await post(`/connections/${id}/${act}`);
    setAsked(false);
    showFlag('success', act === 'pause' ? words.paused : words.resumed);
    onChanged();
  });
  if (pausedByMe) {
    return (
      <Button kind="primary" busy={set.busy} onClick={() => set.run('resume')}>
        {words.resume}
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setAsked(true)}>{words.pause}</Button>
      {asked ? (
        <Confirm
          title={words.pauseTitle(name)}
          confirm={words.pause}
          busy={set.busy}
          onConfirm={() => set.run('pause')}
          onClose={() => setAsked(false)}
        >
          <Sentences of={internal ? words.pauseTextInside : words.pauseText} />
        </Confirm>
      ) : null}
    </>
  );
};

/** Ends for good: the consequences stand first, and a tick says that they were read. */
const End = ({ connection, links, onChanged }: ActProps & { links: number }) => {
  const words = text.connections;
  const { id, name, internal, contracts } = connection;
  const endText = internal ? words.endTextInside : words.endText;
  const [asked, setAsked] = useState(false);
  const [sure, setSure] = useState(false);
  const end = useAction(async () => {
    await post(`/connections/${id}/end`);
    setAsked(false);
    showFlag('success', words.ended);
    onChanged();
  });
  const close = (): void => {
    setAsked(false);
    setSure(false);
  };
  return (
    <>
      <Button kind="subtle" onClick={() => setAsked(true)}>
        {words.end}
      </Button>
      {asked ? (
        <Dialog
          title={words.endTitle(name)}
          onClose={close}
          actions={
            <>
              <Button kind="subtle" onClick={close}>
                {text.common.cancel}
              </Button>
              <Button kind="danger" disabled={!sure} busy={end.busy} onClick={() => end.run()}>
                {words.end}
              </Button>
            </>
          }
        >
          <Sentences of={endText(contracts.total, links)} />
          <p>{words.endPauseInstead}</p>
          <Check checked={sure} onChange={setSure}>
            <span dir="auto">{words.endSure(name)}</span>
          </Check>
        </Dialog>
      ) : null}
    </>
  );
};

const Rename = ({ connection, onChanged }: ActProps) => {
  const words = text.connections;
  const { id, name, internal } = connection;
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button kind="subtle" onClick={() => setAsked(true)}>
        {text.common.rename}
      </Button>
      {asked ? (
        <RenameDialog
          title={words.renameTitle}
          label={words.name}
          {...(internal ? {} : { hint: words.renameHint })}
          name={name}
          onRename={async (next) => {
            await call('PATCH', `/connections/${id}`, { name: next });
            setAsked(false);
            showFlag('success', words.renamed);
            onChanged();
          }}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
};

/** What a person may do with an active connection. `links`: issues that are kept in step over it. */
export const ConnectionActions = ({ links, ...act }: ActProps & { links: number }) => (
  <>
    <End {...act} links={links} />
    <Rename {...act} />
    <PauseOrResume {...act} />
  </>
);
