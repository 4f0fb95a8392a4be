import { type Contract } from '../../host/api-types';
import { ErrorBox, Loading } from '../../kit';
import { BulkPanel } from '../bulk/bulk-panel';
import { PreviewPanel } from '../preview/preview-page';
import { VersionsPanel } from '../versions/versions-page';
import { ContractFrame, type ContractTab } from './contract-frame';
import { HalfPage } from './half-page';
import { JsonPanel } from './json-panel';
import { useContract } from './use-contract';

interface PanelProps {
  readonly part: string;
  readonly tab: Exclude<ContractTab, 'half'>;
  readonly contract: Contract;
  readonly onChanged: () => void;
}

const Panel = ({ part, tab, contract, onChanged }: PanelProps) => {
  switch (tab) {
    case 'preview':
      return <PreviewPanel part={part} contract={contract} />;
    case 'bulk':
      return <BulkPanel part={part} contract={contract} />;
    case 'versions':
      return <VersionsPanel part={part} contract={contract} onChanged={onChanged} />;
    case 'json':
      return <JsonPanel part={part} contract={contract} />;
  }
};

export const ContractPage = ({ part, tab }: { part: string; tab: ContractTab }) => {
  const { data, error, reload, set } = useContract(part);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  const shared = { part, contract: data, onChanged: reload };
  // What was saved is shown at once; the rest (what the partner sees change) is read again.
  const onSaved = (contract: Contract): void => {
    set(contract);
    reload();
  };
  if (tab === 'half') return <HalfPage {...shared} onSaved={onSaved} />;
  return (
    <ContractFrame {...shared} tab={tab}>
      <Panel {...shared} tab={tab} />
    </ContractFrame>
  );
};
