import { useState } from 'preact/hooks';
import { type Contract } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, ErrorBox } from '../../kit';
import { text } from '../../text';
import { ForecastView } from './forecast-view';
import { JqlInput } from './jql-input';
import { PairsInput } from './pairs-input';
import { type BulkRequest, type Forecast } from './shapes';
import { WayChoice } from './way-choice';
import { type Draft, requestOf, scopeJql } from './ways';

interface Shown {
  readonly request: BulkRequest;
  readonly forecast: Forecast;
}

/** Looks first, starts then: only what was forecast can be started. */
const useRun = (contract: Contract, onStarted: () => void) => {
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const path = `/contracts/${contract.id}/bulk`;
  const look = useAction(async (request: BulkRequest) => {
    setError(null);
    setShown(null);
    setShown({ request, forecast: await post<Forecast>(`${path}/forecast`, request) });
  }, setError);
  const start = useAction(async ({ request }: Shown) => {
    setError(null);
    await post(path, request);
    setShown(null);
    showFlag('success', text.bulk.started);
    onStarted();
  }, setError);
  const forget = (): void => {
    setShown(null);
    setError(null);
  };
  return { shown, error, look, start, forget };
};

export const NewRun = ({ contract, onStarted }: { contract: Contract; onStarted: () => void }) => {
  const [draft, setDraft] = useState<Draft>({ way: 'field', jql: scopeJql(contract), keyField: null, pairs: [] });
  const { shown, error, look, start, forget } = useRun(contract, onStarted);
  const words = text.bulk;
  const change = (next: Draft): void => {
    setDraft(next);
    forget();
  };
  const request = requestOf(draft);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (request) look.run(request);
      }}
    >
      <WayChoice way={draft.way} onChange={(way) => change({ ...draft, way, pairs: [] })} />
      {draft.way === 'list' ? (
        <PairsInput onChange={(pairs) => change({ ...draft, pairs })} />
      ) : (
        <JqlInput contract={contract} draft={draft} onChange={change} />
      )}
      <div class="actions">
        <Button type="submit" kind={shown ? 'default' : 'primary'} busy={look.busy} disabled={!request}>
          {words.forecast}
        </Button>
        <span class="subtle">{words.forecastHint}</span>
      </div>
      {error ? <ErrorBox error={error} /> : null}
      {shown ? <ForecastView forecast={shown.forecast} /> : null}
      {shown && shown.forecast.issues > 0 ? (
        <div class="actions">
          <Button kind="primary" busy={start.busy} onClick={() => start.run(shown)}>
            {words.start(shown.request.kind, shown.forecast.issues)}
          </Button>
        </div>
      ) : null}
    </form>
  );
};
