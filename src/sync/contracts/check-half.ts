import { checkHalf as hold } from '../../core/map';
import { type Half } from '../../core/model';
import { type Fault, type MyContract, Refusal } from '../agreements';
import { type Jira, type Stores } from '../ports';
import { askJira, createProjectFaults, type LiveMetadata, readLiveMetadata } from './live-metadata';
import { findPartnerView } from './partner-view';

export interface HalfCheck {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** What it was held against. */
  readonly live: LiveMetadata;
}

/** Holds a half against the live metadata of its own Jira and what the partner offers at present. */
export const checkHalf = async (
  deps: { readonly database: { readonly stores: Stores }; readonly jira: Jira },
  siteId: string,
  mine: MyContract,
  half: Half,
): Promise<HalfCheck> => {
  const [live, elsewhere] = await askJira(deps.jira, siteId, async (site) => {
    // What is cached may be older than what the admin has just mended in Jira.
    site.forget();
    return [await readLiveMetadata(site, half), await createProjectFaults(site, half)] as const;
  });
  const partner = await findPartnerView(deps.database.stores, mine);
  const { faults, warnings } = hold(half, {
    ...live,
    partner: partner.written ? partner.fields : null,
    partnerSignals: partner.written ? partner.signals : null,
    partnerConflict: partner.written ? partner.conflict : null,
    side: mine.side,
  });
  return { faults: [...faults, ...elsewhere], warnings, live };
};

export const demandNoFaults = ({ faults }: HalfCheck, what: string): void => {
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid',
    'half-does-not-fit',
    `Your side does not fit your Jira: ${faults.length === 1 ? 'one fault' : `${faults.length} faults`}. ${what}`,
    'Mend every fault listed, in your side or in Jira.',
    faults,
  );
};
