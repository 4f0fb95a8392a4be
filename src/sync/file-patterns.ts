import { hasPatternFaults, patternFaults } from '../core/map';
import { type Half, type Link, otherSide, type ProblemDraft, type Side, SIDES } from '../core/model';
import { type Agreement } from './agreement';
import { type Stores } from './ports';

/** Facet and code of the one problem that stands for all files of a side that wait. */
export const FILE_PATTERNS = 'file-patterns';

const draftFor = (side: Side, { send }: Half): ProblemDraft | null => {
  const [first, ...more] = send.attachments.which === 'none' ? [] : patternFaults(send.attachments.names);
  if (first === undefined) return null;
  const others = more.length === 0 ? '' : ` So have ${more.length} more.`;
  return {
    facet: `${FILE_PATTERNS}:${side}`,
    side,
    code: FILE_PATTERNS,
    subject: 'Patterns for file names',
    cause: `${first.message}${others} Until it is mended, files of the ${side} wait; everything else goes on.`,
    remedy: `${first.remedy} Save that side of the contract then: the files follow by themselves.`,
    print: JSON.stringify(send.attachments.names),
  };
};

/** One problem a side, however many files wait. Half versions from before the rules of today are what it is about. */
export const noteFilePatterns = async (stores: Stores, { contract, connection, halves }: Agreement, at: Date) => {
  for (const side of SIDES) {
    const draft = draftFor(side, halves[side]);
    if (draft === null) continue;
    const known = await stores.problems.listOpen([contract.id], 2, { code: FILE_PATTERNS });
    await stores.problems.open(contract.id, null, draft, at);
    if (known.some(({ facet }) => facet === draft.facet)) continue;
    const text = `${draft.subject}: ${draft.cause} ${draft.remedy}`;
    const keys = { master: null, provider: null };
    const about = { connectionId: connection.id, contractId: contract.id, linkId: null, side, keys, actor: null };
    await stores.activity.append([{ ...about, at: at.toISOString(), kind: 'problem', text }]);
  }
};

/** Whether files of this pair would have gone but for a pattern: its lane stays, to be woken when the side is mended. */
export const filesWait = ({ halves }: Agreement, link: Link): boolean => {
  const stopped = SIDES.filter((side) => hasPatternFaults(halves[side].send.attachments.names));
  return stopped.some((side) =>
    Object.entries(link.facets).some(
      ([facet, { released, closed, ids }]) =>
        facet.startsWith(`attachment:${side}:`) && released === true && !closed && ids[otherSide(side)] === null,
    ),
  );
};

/** The side was saved with patterns that work. */
export const filePatternsMended = async (stores: Stores, contractId: string, side: Side, at: Date): Promise<void> => {
  const open = await stores.problems.listOpen([contractId], 2, { code: FILE_PATTERNS });
  for (const problem of open.filter((each) => each.side === side)) await stores.problems.resolve(problem.id, at);
};
