import { plainText } from '../../src/core/map';
import type { AttachmentSnapshot, Side, Value } from '../../src/core/model';
import { otherSide, SIDES } from '../../src/core/model';
import { FIELD_OF, type FieldName } from './edits';
import { type Sim } from './sim';

const LABEL_OF: Readonly<Record<string, string>> = { High: 'Blocker', Medium: 'Major', Low: 'Minor' };

const comparable = (value: Value | undefined): unknown => {
  switch (value?.kind) {
    case undefined:
    case 'empty':
      return '';
    case 'richText':
      return plainText(value.doc).trim();
    case 'options':
      return value.labels.length === 0 ? '' : [...new Set(value.labels.map((each) => each.toLowerCase()))].sort();
    case 'option':
      return LABEL_OF[value.label] ?? value.label;
    default:
      return JSON.stringify(value);
  }
};

const held = (sim: Sim, side: Side, name: FieldName): Value | undefined => {
  const id = sim.issueOf(side);
  return id === undefined ? undefined : sim.sides[side].get(id).fields[FIELD_OF[side][name]];
};

/** Contract fields that the two sides hold differently, less what waits for a person or is an excerpt by design. */
export function differences(sim: Sim, names: readonly FieldName[]): readonly string[] {
  return names.flatMap((name) => {
    const state = sim.link.facets[`field:${name}`];
    if (state !== undefined && (state.parked !== null || state.excerptOn !== null)) return [];
    const id = FIELD_OF.provider[name];
    const [master, provider] = [held(sim, 'master', name), held(sim, 'provider', name)];
    const arrived = master === undefined ? undefined : sim.sides.provider.normalise(id, master);
    const same = JSON.stringify(comparable(arrived)) === JSON.stringify(comparable(provider));
    return same ? [] : [`${name}: ${JSON.stringify(master)} against ${JSON.stringify(provider)}`];
  });
}

/** Public comments without exactly one copy, copies without their original, and copies of what must stay. */
export function strayComments(sim: Sim): readonly string[] {
  return SIDES.flatMap((side) => {
    const [here, there] = [sim.issueOf(side), sim.issueOf(otherSide(side))];
    if (here === undefined || there === undefined) return [];
    const own = sim.sides[side].get(here).comments.filter(({ writtenFor }) => writtenFor === null);
    const copies = sim.sides[otherSide(side)].get(there).comments.filter(({ mirrors }) => mirrors !== null);
    const wrong = own.flatMap((comment) => {
      const mine = copies.filter(({ mirrors }) => mirrors === comment.id);
      if (mine.length !== (comment.internal ? 0 : 1)) return [`${side} ${comment.id} has ${mine.length} copies`];
      const stale = mine.some(({ body }) => !plainText(body).endsWith(plainText(comment.body)));
      return stale ? [`${side} ${comment.id} was edited, its copy was not`] : [];
    });
    const orphans = copies.filter(({ mirrors }) => !own.some(({ id }) => id === mirrors));
    return [...wrong, ...orphans.map(({ id }) => `copy ${id} has no original`)];
  });
}

const isOwn = ({ author }: AttachmentSnapshot): boolean => author.accountId !== 'accord';

const isText = ({ name }: AttachmentSnapshot): boolean => name === 'Story.txt';

/** Files of people by name and size, against the copies on the other side. */
export function strayFiles(sim: Sim): readonly string[] {
  return SIDES.flatMap((side) => {
    const [here, there] = [sim.issueOf(side), sim.issueOf(otherSide(side))];
    if (here === undefined || there === undefined) return [];
    const label = ({ name, bytes }: AttachmentSnapshot): string => `${name} ${bytes}`;
    const own = sim.sides[side].get(here).attachments.filter(isOwn).map(label).sort();
    const copies = sim.sides[otherSide(side)]
      .get(there)
      .attachments.filter((file) => !isOwn(file) && !isText(file))
      .map(label)
      .sort();
    return own.join() === copies.join() ? [] : [`${side} has [${own.join()}], its copies are [${copies.join()}]`];
  });
}

/** Files that hold a long text: one at most. */
export const textFiles = (sim: Sim): number =>
  SIDES.flatMap((side) => sim.sides[side].get(sim.issueOf(side) ?? '').attachments.filter(isText)).length;

/** The brake holds removals back on purpose. */
export const isBraked = (sim: Sim): boolean => sim.problems.some(({ code }) => code === 'too-many-changes');
