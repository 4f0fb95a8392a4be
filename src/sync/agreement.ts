import { type Connection, type Contract, type Half, type PerSide, type Side, SIDES } from '../core/model';
import { type Site, type Stores } from './ports';

/** A contract that runs, with everything that its lanes need to know. */
export interface Agreement {
  readonly contract: Contract;
  readonly connection: Connection;
  readonly sites: PerSide<Site>;
  readonly halves: PerSide<Half>;
}

/** `waiting`: nothing is lost, it goes on when someone acts. `over`: there is nothing to wait for. */
export type AgreementState =
  | { readonly is: 'running'; readonly agreement: Agreement }
  | { readonly is: 'waiting'; readonly why: string }
  | { readonly is: 'over'; readonly why: string };

const waiting = (why: string): AgreementState => ({ is: 'waiting', why });
const over = (why: string): AgreementState => ({ is: 'over', why });

/** `evenDisabled`: for a preview, which is most wanted before anything is enabled. */
export const loadAgreement = async (
  stores: Stores,
  contractId: string,
  { evenDisabled = false }: { readonly evenDisabled?: boolean } = {},
): Promise<AgreementState> => {
  const contract = await stores.contracts.find(contractId);
  if (!contract) return over('The contract was removed.');
  const connection = await stores.connections.find(contract.connectionId);
  if (!connection || connection.state === 'ended') return over('The connection was ended.');
  const removed = SIDES.find((side) => contract.removedAt[side] !== null);
  if (removed) return over(`The ${removed} removed its side of "${contract.name}".`);
  const { master, provider } = connection.sites;
  if (connection.state !== 'active' || !master || !provider) return waiting('The invitation was not accepted yet.');
  const sites = { master: await stores.sites.get(master), provider: await stores.sites.get(provider) };
  return judge(contract, connection, sites, evenDisabled);
};

const whyAway = ({ state }: Site): ((side: Side) => string) | null => {
  if (state === 'enabled') return null;
  return state === 'uninstalled'
    ? (side) => `Accord was removed from the ${side}'s Jira.`
    : (side) => `Accord is switched off in the ${side}'s Jira.`;
};

const judge = (
  contract: Contract,
  connection: Connection,
  sites: PerSide<Site>,
  evenDisabled: boolean,
): AgreementState => {
  for (const side of ['master', 'provider'] as const) {
    if (connection.paused[side] && !evenDisabled) return waiting(`The ${side} paused the connection.`);
    const away = whyAway(sites[side]);
    if (away !== null) return waiting(`${away(side)} Changes wait.`);
    if (!contract.halves[side]) return waiting(`The ${side} has not set up its side of "${contract.name}" yet.`);
    if (!contract.enabled[side] && !evenDisabled)
      return waiting(`The ${side} has not switched on its side of "${contract.name}".`);
  }
  const { master, provider } = contract.halves;
  if (!master || !provider) return waiting('A side is not set up.');
  return { is: 'running', agreement: { contract, connection, sites, halves: { master, provider } } };
};
