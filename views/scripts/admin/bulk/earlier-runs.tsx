import { type BulkRun } from '../../host/api-types';
import { Time } from '../../kit';
import { text } from '../../text';
import { Failures } from './failures';
import { RunState } from './run-card';

/** Runs that are over, newest first. */
export const EarlierRuns = ({ runs }: { runs: readonly BulkRun[] }) => {
  const words = text.bulk;
  if (runs.length === 0) return null;
  return (
    <section class="stack-small">
      <h2>{words.earlier}</h2>
      <ul class="plain-list">
        {runs.map((run) => (
          <li key={run.id} class="record">
            <div class="row">
              <strong>{words.kinds[run.kind]}</strong>
              <RunState run={run} />
              <span class="subtle">
                <Time at={run.startedAt} full />
                {run.authorName === null ? null : <span dir="auto"> · {run.authorName}</span>}
              </span>
            </div>
            <p>{words.outcome(run.done, run.failed, run.skipped)}</p>
            <Failures failures={run.failures} failed={run.failed} />
          </li>
        ))}
      </ul>
    </section>
  );
};
