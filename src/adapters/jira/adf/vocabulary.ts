import { type Json } from '../../../core/model';
import { adfSchema } from './schema';

/** What the schema knows of one node or mark type, over all its variants. */
export interface Word {
  /** Members of the node itself (`type`, `attrs`, `content`, ...). */
  readonly members: ReadonlySet<string>;
  /** Attribute name -> the values it may have, or null where any will do. */
  readonly attrs: ReadonlyMap<string, ReadonlySet<Json> | null>;
}

export interface Vocabulary {
  readonly nodes: ReadonlyMap<string, Word>;
  readonly marks: ReadonlyMap<string, Word>;
}

interface Part {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly anyOf?: readonly Part[];
  readonly enum?: readonly Json[];
}

interface Draft {
  readonly members: Set<string>;
  readonly attrs: Map<string, Set<Json> | null>;
}

let known: Vocabulary | null = null;

export const vocabulary = (): Vocabulary => {
  known ??= readVocabulary();
  return known;
};

const readVocabulary = (): Vocabulary => {
  const nodes = new Map<string, Draft>();
  const marks = new Map<string, Draft>();
  for (const [name, definition] of Object.entries(adfSchema.definitions)) {
    const { properties } = definition as Part;
    for (const type of properties?.['type']?.enum ?? []) {
      if (typeof type === 'string') note(name.endsWith('_mark') ? marks : nodes, type, properties ?? {});
    }
  }
  return { nodes, marks };
};

const note = (words: Map<string, Draft>, type: string, properties: Readonly<Record<string, Part>>): void => {
  const word = words.get(type) ?? { members: new Set(), attrs: new Map() };
  words.set(type, word);
  for (const member of Object.keys(properties)) word.members.add(member);
  const attrs = properties['attrs'];
  for (const variant of attrs ? [attrs, ...(attrs.anyOf ?? [])] : []) {
    for (const [name, part] of Object.entries(variant.properties ?? {})) noteAttr(word, name, part);
  }
};

const noteAttr = ({ attrs }: Draft, name: string, { enum: values }: Part): void => {
  const before = attrs.get(name);
  if (values === undefined || before === null) attrs.set(name, null);
  else attrs.set(name, new Set([...(before ?? []), ...values]));
};
