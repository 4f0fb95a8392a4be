import { createHash } from 'node:crypto';
import { openAttachment, type Attachment, type Session } from '../jira';
import { differenceOf, flowsOf, isApp, waits, type Difference, type End, type Flow, type Pair } from './pair';

/** SHA-256 of the bytes, asked once per file: Jira never changes an attachment. */
export type HashFile = (session: Session, file: Attachment) => Promise<string>;

export function hashFiles(): HashFile {
  const known = new Map<string, Promise<string>>();
  return (session, file) => {
    const key = `${session.baseUrl} ${file.id}`;
    const hash = known.get(key) ?? hashOf(session, file);
    known.set(key, hash);
    return hash;
  };
}

async function hashOf(session: Session, file: Attachment): Promise<string> {
  const hash = createHash('sha256');
  const { body } = await openAttachment(session, file.id);
  if (body !== null) for await (const chunk of body) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

export async function compareFiles(pair: Pair, hash: HashFile): Promise<Difference[]> {
  const [there, back] = flowsOf(pair);
  return [...(await compareFlow(there, hash)), ...(await compareFlow(back, hash))];
}

/** A person's files of the sender, one by one, against the app's files of the receiver: name and bytes. */
async function compareFlow(flow: Flow, hash: HashFile): Promise<Difference[]> {
  const copies = await printsOf(flow.to, isApp, hash);
  const sources = flow.from.files.filter((file) => !isApp(file.author));
  const prints = await Promise.all(sources.map((file) => printOf(flow.from, file, hash)));
  const differences = sources.flatMap((file, index) => compareOne(flow, file, prints[index] ?? '', copies));
  const twins = copies.filter((copy) => prints.includes(copy));
  return [...differences, ...twins.map((twin) => differenceOf(flow, 'file copied more than once', '(once)', twin))];
}

/** Takes the copy of this file, if there is one, out of the list. */
function compareOne(flow: Flow, file: Attachment, print: string, copies: string[]): Difference[] {
  const at = copies.indexOf(print);
  const isThere = at >= 0;
  if (isThere) copies.splice(at, 1);
  if (crosses(flow, file) === isThere || waits(flow.from, 'attachment', file.created)) return [];
  return [
    differenceOf(flow, `file ${file.filename} of ${flow.from.key}`, print, isThere ? 'must not cross' : '(none)'),
  ];
}

function crosses({ from, to }: Flow, file: Attachment): boolean {
  const rule = from.rules.sendFiles;
  return (
    rule.which === 'all' &&
    to.rules.receiveFiles.accept &&
    file.size <= rule.maxBytes &&
    nameFits(rule.names, file.filename)
  );
}

function nameFits(globs: readonly string[], name: string): boolean {
  const not = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const only = globs.filter((glob) => !glob.startsWith('!'));
  const fits = (glob: string): boolean => patternOf(glob).test(name);
  return !not.some(fits) && (only.length === 0 || only.some(fits));
}

/** `*` is any text and `?` any one character; the rest stands for itself. */
const patternOf = (glob: string): RegExp => {
  const literal = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 'isu');
};

const printsOf = async (end: End, whose: (user: Attachment['author']) => boolean, hash: HashFile): Promise<string[]> =>
  Promise.all(end.files.filter((file) => whose(file.author)).map((file) => printOf(end, file, hash)));

const printOf = async (end: End, file: Attachment, hash: HashFile): Promise<string> =>
  `${file.filename} ${file.size} ${await hash(end.session, file)}`;
