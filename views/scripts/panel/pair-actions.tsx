import { useState } from 'preact/hooks';
import { type IssueLink } from '../host/api-types';
import { post } from '../host/call';
import { useAction } from '../host/load';
import { Button } from '../kit';
import { text } from '../text';
import { ConfirmHere } from './confirm-here';

type Act = 'sync' | 'pause' | 'resume' | 'unlink';

/** What this person may do with the pair; nothing is shown that the server would refuse. */
export const PairActions = ({ pair, onDone }: { pair: IssueLink; onDone: () => void }) => {
  const words = text.panel;
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState('');
  const action = useAction(async (act: Act) => {
    await post(`/links/${pair.id}/${act}`);
    setAsking(false);
    setTold(words.done[act]);
    onDone();
  });
  const { may, state, pausedByMe } = pair;
  return (
    <div>
      <div class="actions pair-actions">
        {may.sync && state !== 'paused' ? (
          <Button busy={action.busy} onClick={() => action.run('sync')}>
            {words.sync}
          </Button>
        ) : null}
        {may.pause ? (
          <Button
            kind={pausedByMe ? 'primary' : 'subtle'}
            title={pausedByMe ? words.resumeHint : words.pauseHint}
            onClick={() => action.run(pausedByMe ? 'resume' : 'pause')}
          >
            {pausedByMe ? words.resume : words.pause}
          </Button>
        ) : null}
        {may.unlink ? (
          <Button kind="subtle" onClick={() => setAsking(true)}>
            {words.unlinkAsk}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <ConfirmHere
          title={words.unlinkTitle(pair.remoteKey)}
          confirm={words.unlink}
          busy={action.busy}
          onConfirm={() => action.run('unlink')}
          onClose={() => setAsking(false)}
        >
          {words.unlinkText}
        </ConfirmHere>
      ) : null}
      <p class="subtle" role="status">
        {told}
      </p>
    </div>
  );
};
