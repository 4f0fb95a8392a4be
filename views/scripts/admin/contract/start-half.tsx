import { type Connection, type Contract, type Half } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { ErrorBox, Loading } from '../../kit';
import { text } from '../../text';
import { guessFor } from './presets';
import { StartForm } from './start-form';

/** The first page of an empty half. */
export const StartHalf = ({ contract, onStart }: { contract: Contract; onStart: (half: Half) => void }) => {
  const words = text.contract;
  const { data, error, reload } = useLoad(
    () => get<Connection>(`/connections/${encodeURIComponent(contract.connectionId)}`),
    [contract.connectionId],
  );
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  return (
    <StartForm internal={data.internal} guess={guessFor(contract.partner, data.internal)} onStart={onStart}>
      <h2>{words.emptyTitle}</h2>
      <p class="subtle">{words.emptyText}</p>
    </StartForm>
  );
};
