import { createContract, disable, enable, getContract, removeContract, saveHalf, type Admin } from '../client/accord';
import { compareDeals } from '../client/compare/compare-deal';
import type { Difference } from '../client/compare/pair';
import { dealBetween, listLinked, type Deal, type DealParty } from '../client/deals';
import { asList, asObject, asText, type JsonObject } from '../client/json';
import { HttpError } from '../client/http';
import type { Day } from './day';

/** What two admins agree on for the length of a chapter. */
export interface Terms {
  readonly name: string;
  readonly master: JsonObject;
  readonly provider: JsonObject;
}

export type Parties = readonly [DealParty, DealParty];

/** The master with Acme, or with Globex, over the connection that they have. */
export const partiesOf = (deal: Deal): Parties => [deal.master, deal.provider];

/**
 * A contract for one chapter: made and enabled by both admins, then played on; in the end all its pairs are compared
 * and the contract is removed again.
 */
export async function onTerms(
  day: Day,
  connectionId: string,
  parties: Parties,
  terms: Terms,
  play: (deal: Deal) => Promise<void>,
): Promise<void> {
  const deal = await strike(connectionId, parties, terms);
  try {
    await play(deal);
    await compareAll(day, deal);
  } finally {
    await dissolve(deal);
    await day.quiet();
  }
}

async function strike(connectionId: string, parties: Parties, terms: Terms): Promise<Deal> {
  const [here, there] = parties;
  const { id } = await createContract(here.admin, connectionId, terms.name);
  await writeHalf(here.admin, id, terms.master);
  await writeHalf(there.admin, id, terms.provider);
  const deal = await dealBetween(connectionId, id, parties);
  if (deal === null) throw new Error(`"${terms.name}" has no halves`);
  return deal;
}

/** Saves the half as a new version and lets it run; a refusal names every fault. */
export async function writeHalf(admin: Admin, id: string, half: JsonObject): Promise<void> {
  try {
    await saveHalf(admin, id, half, (await getContract(admin, id)).version);
    await enable(admin, id);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const faults = asList(asObject(asObject(error.body).error).faults).map(asObject);
    const words = faults.map(({ path, message }) => `${asText(path)}: ${asText(message)}`);
    throw new Error([error.message, ...words].join('; '), { cause: error });
  }
}

async function dissolve({ contractId, master, provider }: Deal): Promise<void> {
  await disable(master.admin, contractId);
  await disable(provider.admin, contractId);
  await removeContract(master.admin, contractId);
  // Within one site both sides go together.
  if (provider.site !== master.site) await removeContract(provider.admin, contractId);
}

/** The halves may have been changed since: the comparison goes by those of now. */
export async function compareAll(day: Day, before: Deal): Promise<void> {
  await day.quiet();
  const deal = (await dealBetween(before.connectionId, before.contractId, partiesOf(before))) ?? before;
  for (const { name, compared, closed, differences } of await compareDeals([deal], day.hash)) {
    const found = differences.map(differenceLine).join('; ');
    day.report.check(`${name}: ${compared} pairs (${closed} closed) hold the same`, differences.length === 0, found);
  }
}

const clip = (text: string): string => JSON.stringify(text.length > 160 ? `${text.slice(0, 160)}…` : text);

export const differenceLine = ({ contract, keys, what, master, provider }: Difference): string =>
  `DIFFERS ${contract}, ${keys}, ${what}: master ${clip(master)}, provider ${clip(provider)}`;

/** Links of this master issue that are open. */
export const openLinks = async (deal: Deal, masterIssue: string): Promise<number> =>
  (await listLinked(deal)).filter(({ state, master }) => state !== 'closed' && master?.key === masterIssue).length;
