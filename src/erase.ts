import { parseArgs } from 'node:util';
import { composeTool, type Tool } from './compose';
import { parseConfig } from './config';
import { getAccountId } from './sync/people/account-id';
import { retentionDeps } from './sync/housekeep';
import { eraseSite, findSiteBy } from './sync/retention';
import { type Site } from './sync/ports';

const USAGE = `npm run erase -- --site <id or host> [--yes]
       npm run erase -- --person <account id> [--site <id or host>] [--yes]`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const list = (counts: Readonly<Record<string, number>>): void => {
  for (const [table, count] of Object.entries(counts)) say(`  ${table.padEnd(24)} ${count}`);
  if (Object.keys(counts).length === 0) say('  nothing');
};

const getSite = async ({ pipeline }: Tool, named: string): Promise<Site> => {
  const site = await findSiteBy(pipeline.database.stores, named);
  if (site) return site;
  throw new Error(`There is no site "${named}", or more than one. Name it by its id or by the host of its address.`);
};

const erasePerson = async (tool: Tool, accountId: string, site: Site | null, sure: boolean): Promise<void> => {
  const { personalData } = tool.pipeline.database.stores;
  const person = { accountId, siteId: site?.id ?? null };
  say(`Rows that tell of ${accountId}${site ? ` at ${site.baseUrl}` : ''}:`);
  list(await personalData.count(person));
  say('What "(stays)" is said of is left: what an open pair last found in its issue, and sides of contracts that name');
  say('the account. Take the person out of the issue, or out of the side, to remove it.');
  if (!sure) return say('Nothing was changed. Run it again with --yes.');
  say(`${await personalData.erase(person)} rows were changed or removed.`);
};

const eraseWholeSite = async (tool: Tool, site: Site, sure: boolean): Promise<void> => {
  const { pipeline } = tool;
  say(`Rows of ${site.baseUrl} (${site.id}, ${site.state}):`);
  list(await pipeline.database.stores.holdings.count(site.id));
  say(
    'Pairs go with all that both sides have of them. Partners keep their own sides of the contracts. Jira is not touched.',
  );
  if (!sure) return say('Nothing was changed. Run it again with --yes.');
  const removed = await eraseSite({ ...retentionDeps(pipeline), pause }, site);
  say(`${removed} rows were removed. Uninstall Accord in that Jira as well, or its calls are refused.`);
};

/** Removes a site, or the traces of a person, now; beside a running add-on, and safe to run again. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { site: { type: 'string' }, person: { type: 'string' }, yes: { type: 'boolean', default: false } },
  });
  if (!values.site && !values.person) throw new Error(`Usage: ${USAGE}`);
  const person = values.person ? getAccountId(values.person) : null;
  const tool = await composeTool(parseConfig(process.env));
  try {
    const site = values.site ? await getSite(tool, values.site) : null;
    if (person) await erasePerson(tool, person, site, values.yes);
    else if (site) await eraseWholeSite(tool, site, values.yes);
  } finally {
    await tool.close();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
