import { useEffect, useRef, useState } from 'preact/hooks';
import { type Contract, type Half } from '../../host/api-types';
import { guardLeaving } from '../../host/route';
import { text } from '../../text';

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

export interface Draft {
  readonly half: Half | null;
  readonly unsaved: boolean;
  /** A newer version was saved by somebody else since the draft was begun. */
  readonly stale: boolean;
  readonly version: number;
  readonly change: (half: Half) => void;
  readonly discard: () => void;
  readonly wasSaved: (version: number, half: Half) => void;
}

/** The half as it is being edited, beside the one that is saved. */
export const useDraft = (part: string, contract: Contract): Draft => {
  const [kept, setKept] = useState<Kept | null>(() => findDraft(part));
  const version = kept?.version ?? contract.version;
  const half = kept?.half ?? contract.half;
  const unsaved = kept !== null && JSON.stringify(kept.half) !== JSON.stringify(contract.half);
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
    change: (next) => put({ version, half: next }),
    discard: () => put(null),
    wasSaved: () => put(null),
  };
};

export const unsavedWords = (): string => text.contract.unsaved;
