import { listProblems } from '../client/accord';
import { compareDeals } from '../client/compare/compare-deal';
import { asText } from '../client/json';
import { differenceLine } from './bargain';
import { agreement } from './chapters/agreement';
import { ask } from './chapters/ask';
import { birth } from './chapters/birth';
import { comments } from './chapters/comments';
import { conflicts } from './chapters/conflicts';
import { fields } from './chapters/fields';
import { files } from './chapters/files';
import { deleted, disabled, lost, moved, restarted } from './chapters/life';
import { internal } from './chapters/internal';
import { marked } from './chapters/marked';
import { newborn } from './chapters/newborn';
import { newbornStorm } from './chapters/newborn-storm';
import { people } from './chapters/people';
import { preview } from './chapters/preview';
import { reinstall } from './chapters/reinstall';
import { silence } from './chapters/silence';
import { stubborn } from './chapters/stubborn';
import { storm } from './chapters/storm';
import { texts } from './chapters/texts';
import { triggers } from './chapters/triggers';
import { troubles } from './chapters/troubles';
import { types } from './chapters/types';
import { workflow } from './chapters/workflow';
import { dealsOf, type Day } from './day';
import { searchForLeaks } from './leaks';

export const CHAPTERS: Readonly<Record<string, (day: Day) => Promise<void>>> = {
  birth,
  newborn,
  newbornStorm,
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
  stubborn,
  preview,
  types,
  reinstall,
  storm,
};

/**
 * Plays the chapters (all, or those that were asked for), then compares every linked pair there is. Answers how many
 * differences there are; what else did not hold stands in the report.
 */
export async function play(day: Day, wanted: readonly string[]): Promise<number> {
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
