import { type Route } from '../routes';
import { type ContractTab } from './contract-frame';
import { ContractPage } from './contract-page';
import { NewContractPage } from './new-contract-page';

const TABS: readonly ContractTab[] = ['half', 'preview', 'bulk', 'versions', 'json'];

export const route: Route = ([area, id, named = 'half', ...rest]) => {
  if (id === undefined || rest.length > 0) return null;
  if (area === 'connections' && named === 'new-contract') return <NewContractPage connection={id} />;
  const tab = TABS.find((one) => one === named);
  return area === 'contracts' && tab ? <ContractPage key={`${id}:${tab}`} part={id} tab={tab} /> : null;
};
