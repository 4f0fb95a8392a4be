import { parseArgs } from 'node:util';
import { composeTool } from './compose';
import { parseConfig } from './config';
import { type Side } from './core/model';
import { type PreviewResult } from './sync/ports';
import { preview } from './sync/preview';

const USAGE = 'npm run preview -- --contract <id> --issue <key or id> [--side master|provider]';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const show = ({ plan, requests, why }: PreviewResult): void => {
  if (why !== null) say(why);
  for (const { side, method, path, body, note } of requests) {
    say(`\n${method} ${path}   (at the ${side})${note === null ? '' : `\n  ${note}`}`);
    if (body !== null) say(JSON.stringify(body, null, 2));
  }
  if (plan === null) return;
  for (const { subject, cause, remedy } of plan.problems) say(`\nProblem: ${subject}. ${cause} ${remedy}`);
  for (const { facet, winner } of plan.conflicts) say(`\nConflict: ${facet}, taken from ${winner ?? 'nobody yet'}`);
  for (const { reason } of plan.skipped) say(`\nLeft out: ${reason}`);
  if (requests.length === 0) say('\nNothing would be sent.');
};

/** Prints what would be sent for one issue, down to the requests; writes nothing to any Jira. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { contract: { type: 'string' }, issue: { type: 'string' }, side: { type: 'string', default: 'master' } },
  });
  const { contract, issue, side } = values;
  if (!contract || !issue || (side !== 'master' && side !== 'provider')) throw new Error(`Usage: ${USAGE}`);
  const tool = await composeTool(parseConfig(process.env));
  try {
    if (!(await tool.pipeline.database.stores.contracts.find(contract))) {
      throw new Error(
        `There is no contract "${contract}" in this database. Its id stands at the end of its address inside Jira.`,
      );
    }
    show(await preview(tool.pipeline, contract, side satisfies Side, issue));
  } finally {
    await tool.close();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
