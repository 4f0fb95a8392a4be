/** More than Jira lets a file's name have, in code points. */
export const NAME_MAX = 255;

const single = (text: string, otherwise: string): string => ([...text].length === 1 ? text : otherwise);

const isAscii = (sign: string): boolean => sign < '\u0080';

/** One code point less its case. What only looks like an ASCII letter in one case (ſ, ı) stays what it is. */
const foldSign = (sign: string): string => {
  if (isAscii(sign)) return sign.toLowerCase();
  const folded = single(single(sign.toUpperCase(), sign).toLowerCase(), sign);
  return isAscii(folded) ? sign : folded;
};

/** The code points of a text as names are compared: composed (Macs write `é` as two), without case. */
export const foldedSigns = (text: string): readonly string[] => [...text.normalize('NFC')].map(foldSign);

/** A name holds no folders, so that `*` covers the whole of it. */
export const flat = (name: string): string => name.replace(/[/\\]/g, '_');

/** Cheap for a name of any length. */
export const isTooLong = (text: string, most: number): boolean =>
  text.length > most && [...text.slice(0, most * 2 + 1)].length > most;
