import { useEffect, useState } from 'preact/hooks';
import { type Half, type HalfCheck } from '../../host/api-types';
import { ApiError, call } from '../../host/call';
import { contractPath, type ContractRef } from './ref';

const WAIT_MS = 600;

export interface Checked extends HalfCheck {
  readonly checking: boolean;
}
const NOTHING: Checked = { faults: [], warnings: [], checking: false };

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
  useEffect(() => {
    if (!half) return setChecked(NOTHING);
    let stale = false;
    setChecked((before) => ({ ...before, checking: true }));
    const timer = setTimeout(() => {
      askServer(ref, half).then(
        (next) => !stale && setChecked({ ...next, checking: false }),
        () => !stale && setChecked(NOTHING),
      );
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [written]);
  return checked;
};
