import { useEffect, useState } from 'preact/hooks';
import { rememberPlace, rememberedPlace } from './host';

/** Place inside the page, in the frame's own hash: `#/contracts/abc/versions`. */
export type Place = readonly string[];

const parse = (hash: string): Place =>
  hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);

export const hrefOf = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

/** Asked before a place is left; false keeps the person there (unsaved changes). */
type Guard = () => boolean;
let guard: Guard | null = null;
export const guardLeaving = (next: Guard | null): void => {
  guard = next;
};

export const go = (...parts: readonly string[]): void => {
  window.location.hash = hrefOf(...parts);
};

/** Before the first page is drawn: the place that Jira's address tells, so that no other page is seen on the way. */
export const restorePlace = async (): Promise<void> => {
  const remembered = await rememberedPlace();
  if (window.location.hash === '' && remembered !== '') window.location.replace(`#${remembered}`);
};

/** Another state of the same page: going back does not stop at each. */
export const replacePlace = (...parts: readonly string[]): void => window.location.replace(hrefOf(...parts));

/** The current place; follows the hash. A guarded place is put back when the person stays. */
export const usePlace = (): Place => {
  const [place, setPlace] = useState<Place>(() => parse(window.location.hash));
  useEffect(() => {
    let current = window.location.hash;
    const onChange = (): void => {
      if (window.location.hash === current) return;
      if (guard && !guard()) {
        window.history.replaceState(null, '', current || '#/');
        return;
      }
      current = window.location.hash;
      setPlace(parse(current));
      rememberPlace(current.replace(/^#/, ''));
      window.scrollTo(0, 0);
    };
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return place;
};
