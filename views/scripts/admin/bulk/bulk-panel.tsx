import { type BulkRun, type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { Button, EmptyState, ErrorBox, LinkTo, Loading } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';
import { useConnection } from '../contract/use-connection';
import { AskedPairs } from './asked-pairs';
import { EarlierRuns } from './earlier-runs';
import { NewRun } from './new-run';
import { RunCard } from './run-card';

const LIVE_MS = 2_000;
const CALM_MS = 30_000;

const isOpen = ({ state }: BulkRun): boolean => state === 'running' || state === 'paused';

/** A new run, or what stands in its way. */
const Next = ({ part, contract, onStarted }: { part: string; contract: Contract; onStarted: () => void }) => {
  const words = text.bulk;
  const { half, enabled, partner } = contract;
  const { data: connection } = useConnection(contract);
  // The contract's own page says that it is over.
  if (connection && connection.state !== 'active') return null;
  if (half !== null && enabled && partner.enabled) {
    return <NewRun part={part} contract={contract} onStarted={onStarted} />;
  }
  return (
    <EmptyState
      title={half === null ? words.noHalf : words.notRunning}
      action={
        <LinkTo to={['contracts', part]} class="button button-primary">
          {half === null ? words.writeHalf : words.toContract}
        </LinkTo>
      }
    >
      {half === null ? words.noHalfText : words.notRunningText(enabled)}
    </EmptyState>
  );
};

/** Many issues at once: link those that both sides have, or create the missing ones. One run at a time. */
export const BulkPanel = ({ part, contract }: { part: string; contract: Contract }) => {
  const path = contractPath(parseRef(part), '/bulk');
  const { data, error, reload } = useLoad(() => get<{ runs: readonly BulkRun[] }>(path), [path]);
  const runs = data?.runs ?? [];
  const open = runs.filter(isOpen);
  const asked = runs.filter(({ state }) => state === 'asked');
  const { data: connection } = useConnection(contract);
  useEvery(open.some(({ state }) => state === 'running') ? LIVE_MS : CALM_MS, reload);
  const words = text.bulk;
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  return (
    <div class="stack">
      <p class="subtle">{words.intro}</p>
      {connection && !connection.internal ? (
        <AskedPairs part={part} partner={connection.partner?.name ?? text.common.partner} onAnswered={reload} />
      ) : null}
      {[...open, ...asked].map((run) => (
        <RunCard key={run.id} run={run} onDone={reload} />
      ))}
      {open.length === 0 ? <Next part={part} contract={contract} onStarted={reload} /> : null}
      {error ? <Button onClick={reload}>{text.common.tryAgain}</Button> : null}
      <EarlierRuns runs={runs.filter((run) => !isOpen(run) && run.state !== 'asked')} />
    </div>
  );
};
