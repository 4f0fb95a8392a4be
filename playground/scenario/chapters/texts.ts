import {
  codeBlock,
  doc,
  heading,
  image,
  mention,
  panel,
  paragraph,
  plainText,
  table,
  text,
  isDoc,
} from '../../client/adf';
import {
  addComment,
  attach,
  attachmentAddress,
  editIssue,
  type AdfNode,
  type Attachment,
  type Session,
} from '../../client/jira';
import { agentOf } from '../../client/world';
import { pairOf, type Day } from '../day';
import { fieldOf, showHeld } from '../show';
import { pngOf } from '../sample-files';
import { createShared } from './birth';
import type { End } from '../../client/compare/pair';

export async function texts(day: Day): Promise<void> {
  const key = await createShared(day, 'A long story with a picture');
  await richText(day, key);
  await longText(day, key);
}

async function richText(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('Rich text crosses whole: table, panel, code, mention, picture');
  const picture = await attach(day.master.agent, key, {
    name: 'gauge.png',
    bytes: pngOf(48, 32),
    mimeType: 'image/png',
  });
  const colleague = agentOf(day.master.site, 1);
  const story = doc(
    heading(2, 'What we saw'),
    paragraph(
      'Ask ',
      mention(colleague.accountId, colleague.displayName),
      ', the ',
      text('pressure', 'strong'),
      ' falls.',
    ),
    table(['Time', 'Pressure'], ['10:01', '3.2 bar'], ['10:02', '0.1 bar']),
    panel('warning', 'Do not restart it twice.'),
    codeBlock('log', 'E1042 pressure lost'),
    image(await mediaIdOf(day.master.agent, picture), 'gauge.png'),
  );
  await editIssue(day.master.agent, key, { fields: { description: story as never } });
  await day.quiet();
  await showHeld(day, key, ['Title', 'Description']);
  for (const deal of [day.acmeDeal, day.globexDeal]) {
    const { provider } = await pairOf(day, deal, key);
    const held = descriptionOf(provider);
    const types = new Set(JSON.stringify(held).match(/"type":"\w+"/g) ?? []);
    const kept = ['heading', 'table', 'panel', 'codeBlock'].filter((type) => types.has(`"type":"${type}"`));
    report.check(`${provider.key} kept its structure`, kept.length === 4, kept.join(', '));
    report.check(`${provider.key} shows or names the picture`, JSON.stringify(held).includes('gauge.png'));
    report.check(
      `${provider.key} has the file`,
      provider.files.some((file) => file.filename === 'gauge.png'),
    );
  }
}

/** Jira takes 32,767 characters. A description just within crosses whole; a comment gets a header and is then too long. */
async function longText(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('A description of nearly 32,767 characters, and a comment that becomes too long by its header');
  const long = doc(...longLines(32_760).map((line) => paragraph(line)));
  await editIssue(day.master.agent, key, { fields: { description: long as never } });
  await addComment(day.master.agent, key, { body: long });
  await day.quiet();
  await showHeld(day, key, ['Title', 'Description']);
  const sent = plainText(long).trim();
  for (const deal of [day.acmeDeal, day.globexDeal]) {
    const { provider } = await pairOf(day, deal, key);
    const held = plainText(descriptionOf(provider)).trim();
    report.check(`${provider.key} holds the whole description`, held === sent, `${held.length} of ${sent.length}`);
    const comment = provider.comments
      .map((each) => plainText(each.body))
      .find((words) => words.includes('1. The same'));
    report.line(`${provider.key}: the comment has ${comment?.length ?? 0} characters`);
    const whole = provider.files.find((file) => file.mimeType.startsWith('text/') && file.size >= sent.length);
    report.check(`${provider.key} has the whole comment as a file`, whole !== undefined);
  }
}

/** Lines that fill so many characters, line ends counted. */
function longLines(characters: number): string[] {
  const lines: string[] = [];
  let left = characters;
  while (left > 200) {
    lines.push(`${lines.length + 1}. The same sentence again, counted, so that nothing can hide in it.`);
    left -= (lines.at(-1)?.length ?? 0) + 1;
  }
  return [...lines, 'x'.repeat(left - 1)];
}

function descriptionOf(end: End): AdfNode {
  const value = end.fields[fieldOf(end, 'Description') ?? 'description'];
  return isDoc(value) ? value : doc();
}

/** The media id stands in the address that a download is sent on to. */
export async function mediaIdOf(session: Session, file: Attachment): Promise<string> {
  const address = await attachmentAddress(session, file.id);
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(address)?.[0];
  if (id === undefined) throw new Error(`No media id in the address of ${file.filename}`);
  return id;
}
