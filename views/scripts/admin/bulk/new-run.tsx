import { useState } from 'preact/hooks';
import { type BulkRequest, type Contract, type Forecast } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, ErrorBox } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';
import { ForecastView } from './forecast-view';
import { JqlInput } from './jql-input';
import { PairsInput } from './pairs-input';
import { WayChoice } from './way-choice';
import { type Draft, isAtFields, requestOf, scopeJql } from './ways';

interface Shown {
  readonly request: BulkRequest;
  readonly forecast: Forecast;
}

/** Looks first, starts then: only what was forecast can be started. */
const useRun = (part: string, onStarted: () => void) => {
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const ref = parseRef(part);
  const look = useAction(async (request: BulkRequest) => {
    setError(null);
    setShown(null);
    setShown({ request, forecast: await post<Forecast>(contractPath(ref, '/bulk/forecast'), request) });
  }, setError);
  const start = useAction(async ({ request }: Shown) => {
    setError(null);
    await post(contractPath(ref, '/bulk'), request);
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

interface Props {
  readonly part: string;
  readonly contract: Contract;
  readonly onStarted: () => void;
}

export const NewRun = ({ part, contract, onStarted }: Props) => {
  const [draft, setDraft] = useState<Draft>({ way: 'field', jql: scopeJql(contract), keyField: null, pairs: [] });
  const { shown, error, look, start, forget } = useRun(part, onStarted);
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
        <JqlInput contract={contract} draft={draft} error={error} onChange={change} />
      )}
      <div class="actions">
        <Button type="submit" kind={shown ? 'default' : 'primary'} busy={look.busy} disabled={!request}>
          {words.forecast}
        </Button>
        <span class="subtle">{words.forecastHint}</span>
      </div>
      {error && !isAtFields(error) ? <ErrorBox error={error} /> : null}
      {shown ? <ForecastView forecast={shown.forecast} /> : null}
      {shown && shown.forecast.issues > 0 ? (
        <div class="actions">
          <Button kind="primary" busy={start.busy} onClick={() => start.run(shown)}>
            {shown.forecast.asked > 0
              ? words.askPartner(shown.forecast.asked)
              : words.start(shown.request.kind, shown.forecast.issues)}
          </Button>
        </div>
      ) : null}
    </form>
  );
};
