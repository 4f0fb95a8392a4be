import { useEffect, useState } from 'preact/hooks';

const WAIT_MS = 200;

/**
 * What the server says to words that somebody types: asked once they rest. Null until there is an answer to these very
 * words; the second is for who has a fresher one.
 */
export const useTyped = <T>(words: string, ask: (words: string) => Promise<T>): [T | null, (answer: T) => void] => {
  const [known, setKnown] = useState<{ readonly words: string; readonly answer: T } | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      // Without an answer nothing is claimed; it is asked again before anything is saved.
      ask(words).then(
        (answer) => !stale && setKnown({ words, answer }),
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [words]);
  return [known?.words === words ? known.answer : null, (answer) => setKnown({ words, answer })];
};
