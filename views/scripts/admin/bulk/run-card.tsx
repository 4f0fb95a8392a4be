import { useState } from 'preact/hooks';
import { type BulkRun } from '../../host/api-types';
import { post } from '../../host/call';
import { useAction } from '../../host/load';
import { Banner, Button, Confirm, Lozenge, Time, type Tone } from '../../kit';
import { text } from '../../text';
import { Failures } from './failures';

const TONES: Readonly<Record<BulkRun['state'], Tone>> = {
  running: 'info',
  paused: 'neutral',
  asked: 'info',
  stopped: 'warning',
  finished: 'success',
};

export const RunState = ({ run }: { run: BulkRun }) => (
  <Lozenge tone={TONES[run.state]}>{text.bulk.states[run.state]}</Lozenge>
);

const RunActions = ({ run, onDone }: { run: BulkRun; onDone: () => void }) => {
  const [asking, setAsking] = useState(false);
  const isAsked = run.state === 'asked';
  const words = text.bulk;
  const act = useAction(async (what: 'pause' | 'resume' | 'stop') => {
    await post(`/bulk/${run.id}/${what}`);
    setAsking(false);
    onDone();
  });
  return (
    <div class="actions">
      {run.state === 'asked' ? null : run.state === 'paused' ? (
        <Button kind="primary" busy={act.busy} onClick={() => act.run('resume')}>
          {words.resume}
        </Button>
      ) : (
        <Button busy={act.busy} onClick={() => act.run('pause')}>
          {words.pause}
        </Button>
      )}
      <Button kind="subtle" onClick={() => setAsking(true)}>
        {isAsked ? words.withdrawAsk : words.stopAsk}
      </Button>
      {asking ? (
        <Confirm
          title={isAsked ? words.withdrawTitle : words.stopTitle}
          confirm={isAsked ? words.withdraw : words.stop}
          danger
          busy={act.busy}
          onConfirm={() => act.run('stop')}
          onClose={() => setAsking(false)}
        >
          <p>
            {isAsked
              ? words.withdrawText
              : words.stopText(run.done, Math.max(0, run.total - run.done - run.failed - run.skipped))}
          </p>
        </Confirm>
      ) : null}
    </div>
  );
};

/** A run that is under way: how far, how long still, and the brakes. */
export const RunCard = ({ run, onDone }: { run: BulkRun; onDone: () => void }) => {
  const { kind, total, done, failed, skipped, startedAt, failures } = run;
  const words = text.bulk;
  const passed = Math.min(total, done + failed + skipped);
  const howFar = run.gathered ? words.progress(passed, total) : words.gathering(total);
  return (
    <section class="card" aria-label={words.kinds[kind]}>
      <div class="record-head">
        <div class="row">
          <h2>{words.kinds[kind]}</h2>
          <RunState run={run} />
        </div>
        <RunActions run={run} onDone={onDone} />
      </div>
      <progress class="progress" max={Math.max(1, total)} value={passed} aria-label={howFar} />
      <p>
        {howFar} {words.outcome(done, failed, skipped)} {words.awaiting(run.awaiting)}
      </p>
      <p class="subtle">
        {words.startedAt} <Time at={startedAt} />
        {run.minutesLeft === null ? '' : ` · ${words.left(run.minutesLeft)}`}
      </p>
      {run.waitsFor === null ? null : <Banner tone="info">{run.waitsFor}</Banner>}
      <Failures failures={failures} failed={failed} />
    </section>
  );
};
