import { type Contract } from '../../host/api-types';
import { type Loaded } from '../../host/load';
import { ErrorBox, Loading } from '../../kit';
import { BulkPanel } from '../bulk/bulk-panel';
import { PreviewPanel } from '../preview/preview-page';
import { VersionsPanel } from '../versions/versions-page';
import { ContractFrame, type ContractTab } from './contract-frame';
import { HalfPage } from './half-page';
import { isClosed } from './is-closed';
import { JsonPanel } from './json-panel';
import { useConnection } from './use-connection';
import { useContract } from './use-contract';

interface PanelProps {
  readonly part: string;
  readonly tab: Exclude<ContractTab, 'half'>;
  readonly contract: Contract;
  /** The connection has ended, or the partner's side is gone: nothing can be changed any more. */
  readonly over: boolean;
  readonly onChanged: () => void;
}

const Panel = ({ part, tab, contract, over, onChanged }: PanelProps) => {
  switch (tab) {
    case 'preview':
      return <PreviewPanel part={part} contract={contract} />;
    case 'bulk':
      return <BulkPanel part={part} contract={contract} />;
    case 'versions':
      return <VersionsPanel part={part} contract={contract} readOnly={over} onChanged={onChanged} />;
    case 'json':
      return <JsonPanel part={part} contract={contract} readOnly={over} />;
  }
};

const Found = (
  props: { part: string; tab: ContractTab; contract: Contract } & Pick<Loaded<Contract>, 'reload' | 'set'>,
) => {
  const { part, tab, contract: data, reload, set } = props;
  const { data: connection, error, reload: again } = useConnection(data);
  if (!connection) return error ? <ErrorBox error={error} retry={again} /> : <Loading rows={6} />;
  const shared = { part, contract: data, connection, onChanged: reload };
  // What was saved is shown at once; the rest (what the partner sees change) is read again.
  const onSaved = (contract: Contract): void => {
    set(contract);
    reload();
  };
  if (tab === 'half') return <HalfPage {...shared} onSaved={onSaved} />;
  return (
    <ContractFrame {...shared} tab={tab}>
      <Panel {...shared} tab={tab} over={isClosed(data, connection)} />
    </ContractFrame>
  );
};

export const ContractPage = ({ part, tab }: { part: string; tab: ContractTab }) => {
  const { data, error, reload, set } = useContract(part);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  return <Found part={part} tab={tab} contract={data} reload={reload} set={set} />;
};
