import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { composeTool } from './compose';
import { parseConfig } from './config';
import { getAccountId } from './sync/people/account-id';
import { findSiteBy } from './sync/retention';
import { type Holder, type Holdings } from './sync/ports';

const USAGE = `npm run export -- --site <id or host>
       npm run export -- --person <account id> [--site <id or host>]`;

/** Waits where the reader is slower: the whole is never held in memory. */
const write = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};

/** One JSON object: a list of rows for each table that holds something. */
const print = async (holdings: Holdings, of: Holder): Promise<void> => {
  await write(`{"of": ${JSON.stringify(of)}, "tables": {`);
  let present: string | null = null;
  for await (const { table, row } of holdings.rows(of)) {
    const opens = table === present ? ',' : `${present === null ? '' : '\n], '}"${table}": [`;
    await write(`${opens}\n  ${JSON.stringify(row)}`);
    present = table;
  }
  await write(`${present === null ? '' : '\n]'}}}\n`);
};

/** Prints what is held of a site, or of a person, as JSON. No secrets, and nothing of the partners' sides. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { site: { type: 'string' }, person: { type: 'string' } } });
  if (!values.site && !values.person) throw new Error(`Usage: ${USAGE}`);
  const person = values.person ? getAccountId(values.person) : null;
  const tool = await composeTool(parseConfig(process.env));
  try {
    const { stores } = tool.pipeline.database;
    const site = values.site ? await findSiteBy(stores, values.site) : null;
    if (values.site && !site) throw new Error(`There is no site "${values.site}", or more than one.`);
    if (person) await print(stores.holdings, { accountId: person, siteId: site?.id ?? null });
    else if (site) await print(stores.holdings, { siteId: site.id });
  } finally {
    await tool.close();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
