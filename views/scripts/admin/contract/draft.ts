import { useEffect, useRef, useState } from 'preact/hooks';
import { type Contract, type Half } from '../../host/api-types';
import { guardLeaving } from '../../host/route';

interface Kept {
  readonly version: number;
  readonly half: Half;
}
const keyOf = (part: string): string => `accord.draft.${part}`;

/** Kept in the tab: a reload, an expired session or a wrong click costs nothing. */
export const keepDraft = (part: string, draft: Kept | null): void => {
  try {
    if (draft) sessionStorage.setItem(keyOf(part), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(part));
  } catch {
    // A browser that forbids storage in frames still lets people edit and save.
  }
};
const findDraft = (part: string): Kept | null => {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(part)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
};

const same = (a: Half | null, b: Half | null): boolean => JSON.stringify(a) === JSON.stringify(b);

export interface Draft {
  readonly half: Half | null;
  readonly unsaved: boolean;
  /** A newer version was saved by somebody else since the draft was begun. */
  readonly stale: boolean;
  readonly version: number;
  readonly change: (half: Half) => void;
  /** Takes the draft as a change of the newest version: what was saved meanwhile stays among the versions. */
  readonly keepMine: () => void;
  /** What is saved counts again; also after saving. */
  readonly discard: () => void;
}

/** The half as it is being edited, beside the one that is saved. */
export const useDraft = (part: string, contract: Contract): Draft => {
  const [kept, setKept] = useState<Kept | null>(() => findDraft(part));
  const version = kept?.version ?? contract.version;
  const half = kept?.half ?? contract.half;
  const unsaved = kept !== null && !same(kept.half, contract.half);
  const put = (next: Kept | null): void => {
    setKept(next);
    keepDraft(part, next);
  };
  const dirty = useRef(unsaved);
  dirty.current = unsaved;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (dirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  // The draft is kept in the tab, so going to another page of the frame loses nothing and needs no question.
  useEffect(() => guardLeaving(null), []);
  return {
    half,
    unsaved,
    stale: unsaved && version < contract.version,
    version,
    // A change that was taken back is none: it must not be in the way of what others save.
    change: (next) => put(same(next, contract.half) ? null : { version, half: next }),
    keepMine: () => put(half && { version: contract.version, half }),
    discard: () => put(null),
  };
};
