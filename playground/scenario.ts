import { compareDeals } from './client/compare/compare-deal';
import { differenceLine } from './scenario/bargain';
import { listProblems } from './client/accord';
import { asText } from './client/json';
import { agreement } from './scenario/chapters/agreement';
import { ask } from './scenario/chapters/ask';
import { birth } from './scenario/chapters/birth';
import { comments } from './scenario/chapters/comments';
import { conflicts } from './scenario/chapters/conflicts';
import { fields } from './scenario/chapters/fields';
import { files } from './scenario/chapters/files';
import { deleted, disabled, lost, moved, restarted } from './scenario/chapters/life';
import { internal } from './scenario/chapters/internal';
import { marked } from './scenario/chapters/marked';
import { people } from './scenario/chapters/people';
import { preview } from './scenario/chapters/preview';
import { reinstall } from './scenario/chapters/reinstall';
import { silence } from './scenario/chapters/silence';
import { storm } from './scenario/chapters/storm';
import { texts } from './scenario/chapters/texts';
import { triggers } from './scenario/chapters/triggers';
import { troubles } from './scenario/chapters/troubles';
import { types } from './scenario/chapters/types';
import { workflow } from './scenario/chapters/workflow';
import { dealsOf, startDay, type Day } from './scenario/day';
import { searchForLeaks } from './scenario/leaks';
import { HELP, openTheatre, readTheatreFlags, type Theatre, type TheatreFlags } from './scenario/theatre';
import { createReport } from './scenario/report';

const CHAPTERS: Readonly<Record<string, (day: Day) => Promise<void>>> = {
  birth,
  fields,
  texts,
  comments,
  files,
  workflow,
  silence,
  conflicts,
  moved,
  deleted,
  disabled,
  lost,
  restarted,
  triggers,
  internal,
  marked,
  ask,
  people,
  agreement,
  troubles,
  preview,
  types,
  reinstall,
  storm,
};

const write = (line: string): void => {
  console.log(line);
};

/** Plays the chapters (all, or those that were asked for), then compares every linked pair there is. */
async function play(day: Day, wanted: readonly string[]): Promise<number> {
  for (const [name, chapter] of Object.entries(CHAPTERS)) {
    if (wanted.length === 0 || wanted.includes(name)) await tryChapter(day, name, () => chapter(day));
  }
  await tryChapter(day, 'leaks', () => searchForLeaks(day));
  return compareAll(day);
}

/** A chapter that breaks off is a failure by itself; the others are played all the same. */
async function tryChapter(day: Day, name: string, chapter: () => Promise<void>): Promise<void> {
  try {
    await chapter();
  } catch (error) {
    day.report.check(`the chapter "${name}" was played to its end`, false, error instanceof Error ? error.message : '');
  }
}

async function compareAll(day: Day): Promise<number> {
  const { report } = day;
  report.step('Every linked pair is compared');
  await day.quiet();
  let found = 0;
  for (const { name, compared, closed, differences } of await compareDeals(dealsOf(day), day.hash)) {
    report.line(`${name}: ${compared} pairs compared, ${closed} without a partner`);
    differences.forEach((difference) => report.line(differenceLine(difference)));
    found += differences.length;
  }
  for (const problem of await listProblems(day.master.accord)) {
    report.line(`open problem: ${asText(problem.subject)}: ${asText(problem.cause)} ${asText(problem.remedy)}`);
  }
  return found;
}

async function perform(theatre: Theatre, flags: TheatreFlags): Promise<number> {
  const report = createReport(write);
  const day = await startDay(theatre.world, report, {
    restart: theatre.restart,
    preview: theatre.preview,
    storm: flags.storm,
  });
  const differences = await play(day, flags.chapters);
  write('');
  report.failures.forEach((failure) => write(`failed: ${failure}`));
  if (report.failures.length > 0) write(`${report.failures.length} checks failed`);
  write(`${differences} differences`);
  return differences + report.failures.length === 0 ? 0 : 1;
}

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const flags = readTheatreFlags(process.argv.slice(2));
  const unknown = flags.chapters.filter((name) => !(name in CHAPTERS));
  if (flags.help || unknown.length > 0) {
    write(`${HELP}\n  chapters: ${Object.keys(CHAPTERS).join(', ')}`);
    return flags.help ? 0 : 1;
  }
  const theatre = await openTheatre(flags, write);
  const interrupted = new Promise<number>((done) => process.once('SIGINT', () => done(INTERRUPTED)));
  try {
    return await Promise.race([perform(theatre, flags), interrupted]);
  } finally {
    await theatre.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
