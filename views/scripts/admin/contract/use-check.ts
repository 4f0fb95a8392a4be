import { useEffect, useRef, useState } from 'preact/hooks';
import { type Half, type HalfCheck } from '../../host/api-types';
import { ApiError, call } from '../../host/call';
import { contractPath, type ContractRef } from './ref';

const WAIT_MS = 600;
/** How long a page waits for the first answer, so that its banner does not push away what a person reads already. */
const PATIENCE_MS = 2_000;

export interface Checked extends HalfCheck {
  readonly checking: boolean;
  /** There was an answer, or it took too long to wait for one. */
  readonly known: boolean;
}
const NOTHING: Checked = { faults: [], warnings: [], checking: false, known: false };
const UNANSWERED: Checked = { ...NOTHING, known: true };

const askServer = async (ref: ContractRef, half: Half): Promise<HalfCheck> => {
  try {
    return await call<HalfCheck>('POST', contractPath(ref, '/half/check'), { half });
  } catch (error) {
    // A half that is not even of the right shape is refused with the same list of faults.
    if (error instanceof ApiError && error.faults.length > 0) {
      return { faults: error.faults.map((fault) => ({ remedy: '', ...fault })), warnings: [] };
    }
    throw error;
  }
};

/** Holds the draft against the live Jira while it is edited, once the hands rest. */
export const useCheck = (ref: ContractRef, half: Half | null): Checked => {
  const [checked, setChecked] = useState<Checked>(NOTHING);
  const written = JSON.stringify(half);
  const first = useRef(true);
  useEffect(() => {
    const timer = setTimeout(() => setChecked((before) => ({ ...before, known: true })), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!half) return setChecked(({ known }) => ({ ...NOTHING, known }));
    let stale = false;
    const wait = first.current ? 0 : WAIT_MS;
    first.current = false;
    setChecked((before) => ({ ...before, checking: true }));
    const timer = setTimeout(() => {
      askServer(ref, half).then(
        (next) => !stale && setChecked({ ...next, checking: false, known: true }),
        () => !stale && setChecked(UNANSWERED),
      );
    }, wait);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [written]);
  return checked;
};
