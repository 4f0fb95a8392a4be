const KEY = /(?<![\p{L}\p{N}_-])\p{L}[\p{L}\p{N}_]*-\d+(?![\p{L}\p{N}_-])/gu;
/** An address names an issue by its path; what follows the key says how it is shown. */
const ADDRESS = /\S*?\/browse\/(\p{L}[\p{L}\p{N}_]*-\d+)[^\s,;|\])}>"']*/gu;

/** The one issue that a text names: an id, a key, or an address with a key in it. Of several, none is guessed. */
export const namedIssue = (text: string): string | null => {
  const words = text.trim();
  if (/^\d+$/.test(words)) return words;
  const bare = words.replace(ADDRESS, ' $1 ');
  const keys = new Set((bare.match(KEY) ?? []).map((key) => key.toUpperCase()));
  const [only] = keys;
  return keys.size === 1 && only !== undefined ? only : null;
};

/** An id that no issue has. */
export const NOBODY = '0';
