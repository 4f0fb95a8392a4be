import { type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { Button, EmptyState, ErrorBox, LinkTo, Loading } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';
import { EarlierRuns } from './earlier-runs';
import { NewRun } from './new-run';
import { RunCard } from './run-card';
import { type BulkRun } from './shapes';

const LIVE_MS = 2_000;
const CALM_MS = 30_000;

const isOpen = ({ state }: BulkRun): boolean => state === 'running' || state === 'paused';

/** Many issues at once: link those that both sides have, or create the missing ones. One run at a time. */
export const BulkPanel = ({ part, contract }: { part: string; contract: Contract }) => {
  const path = contractPath(parseRef(part), '/bulk');
  const { data, error, reload } = useLoad(() => get<{ runs: readonly BulkRun[] }>(path), [path]);
  const runs = data?.runs ?? [];
  const open = runs.filter(isOpen);
  useEvery(open.some(({ state }) => state === 'running') ? LIVE_MS : CALM_MS, reload);
  const words = text.bulk;
  if (contract.half === null) {
    return (
      <EmptyState
        title={words.noHalf}
        action={
          <LinkTo to={['contracts', part]} class="button button-primary">
            {words.writeHalf}
          </LinkTo>
        }
      >
        {words.noHalfText}
      </EmptyState>
    );
  }
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  return (
    <div class="stack">
      <p class="subtle">{words.intro}</p>
      {open.map((run) => (
        <RunCard key={run.id} run={run} onDone={reload} />
      ))}
      {open.length === 0 ? <NewRun part={part} contract={contract} onStarted={reload} /> : null}
      {error ? <Button onClick={reload}>{text.common.tryAgain}</Button> : null}
      <EarlierRuns runs={runs.filter((run) => !isOpen(run))} />
    </div>
  );
};
