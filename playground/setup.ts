import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptInvitation,
  createContract,
  createTemplate,
  enable,
  getContract,
  invite,
  listConnections,
  listContracts,
  listTemplates,
  previewInvitation,
  saveHalf,
  listUserPairs,
  saveUserPairs,
  useTemplate,
  type Admin,
} from './client/accord';
import { adminAt } from './client/deals';
import { HttpError } from './client/http';
import { asList, asObject, asText, type JsonObject } from './client/json';
import type { World, WorldSite } from './client/world';

/** Says what is being done, for people who watch. */
export type Say = (line: string) => void;

const TEMPLATE = 'Defects for providers';

const readHalf = (name: string): JsonObject =>
  asObject(JSON.parse(readFileSync(join(__dirname, 'contracts', `${name}.json`), 'utf8')));

/**
 * Connections and contracts as the admins of three companies would make them, over Accord's API alone. What is there
 * already is left as it is.
 */
export async function setUp(world: World, say: Say): Promise<void> {
  for (const provider of world.providers) {
    const connectionId = await ensureConnection(world, provider, say);
    await ensureContract(world, provider, connectionId, say);
  }
}

async function ensureConnection(world: World, provider: WorldSite, say: Say): Promise<string> {
  const [master, partner] = [adminAt(world.addonUrl, world.master), adminAt(world.addonUrl, provider)];
  const known = (await listConnections(partner)).find((each) => each.side === 'provider' && each.state === 'active');
  if (known) return known.id;
  const { connectionId, token } = await invite(master, {
    name: `${world.master.name} and ${provider.name}`,
    side: 'master',
    message: `${world.master.name} would like to send its defects to ${provider.name}.`,
  });
  const { from } = await previewInvitation(partner, token);
  await acceptInvitation(partner, token);
  say(`${provider.name} accepted the invitation of ${from.name}`);
  return connectionId;
}

async function ensureContract(world: World, provider: WorldSite, connectionId: string, say: Say): Promise<void> {
  const [master, partner] = [adminAt(world.addonUrl, world.master), adminAt(world.addonUrl, provider)];
  const name = `Defects for ${provider.name}`;
  const known = (await listContracts(master, connectionId)).find((contract) => contract.name === name);
  const id = known?.id ?? (await createContract(master, connectionId, name)).id;
  await ensureUsers(world, provider, connectionId, master);
  await ensureHalf(master, id, (version) => useMasterTemplate(master, id, version));
  await ensureHalf(partner, id, (version) => saveHalf(partner, id, readHalf(provider.name.toLowerCase()), version));
  await ensureEnabled(master, id);
  await ensureEnabled(partner, id);
  if (known === undefined) say(`"${name}" runs`);
}

/** The master's people stand for the provider's, in order: mentions and people fields cross as real users. */
async function ensureUsers(world: World, provider: WorldSite, connectionId: string, master: Admin): Promise<void> {
  if ((await listUserPairs(master, connectionId)).length > 0) return;
  const shared = new Set(provider.people.map(({ accountId }) => accountId));
  const ours = peopleOf(world.master).filter(({ accountId }) => !shared.has(accountId));
  const theirs = peopleOf(provider).filter((person) => ours.every(({ accountId }) => accountId !== person.accountId));
  const known = new Set(world.master.people.map(({ accountId }) => accountId));
  const partners = theirs.filter(({ accountId }) => !known.has(accountId));
  const pairs = ours.flatMap((person, index) => {
    const partner = partners[index];
    return partner === undefined ? [] : [{ master: person.accountId, provider: partner.accountId }];
  });
  await saveUserPairs(master, connectionId, pairs);
}

const peopleOf = (site: WorldSite): WorldSite['people'] =>
  site.people.filter(({ accountType }) => accountType === 'atlassian');

async function ensureHalf(admin: Admin, id: string, write: (version: number) => Promise<unknown>): Promise<void> {
  const { half, version } = await getContract(admin, id);
  if (half === null) await withFaults(() => write(version));
}

/** One half for all providers, kept as a template. */
async function useMasterTemplate(master: Admin, id: string, version: number): Promise<void> {
  const known = (await listTemplates(master)).find((template) => template.name === TEMPLATE);
  const templateId = known?.id ?? (await createTemplate(master, TEMPLATE, readHalf('umbrella'))).id;
  await useTemplate(master, id, templateId, version);
}

async function ensureEnabled(admin: Admin, id: string): Promise<void> {
  if (!(await getContract(admin, id)).enabled) await withFaults(() => enable(admin, id));
}

/** A refused half names each of its faults: they are worth more than "422". */
async function withFaults(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const lines = asList(asObject(asObject(error.body).error).faults).map((fault) => faultLine(asObject(fault)));
    throw new Error([error.message, ...lines].join('\n'), { cause: error });
  }
}

const faultLine = (fault: JsonObject): string =>
  `  ${asText(fault.path)}: ${asText(fault.message)} ${asText(fault.remedy)}`;
