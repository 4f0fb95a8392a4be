const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_TABLE, CLOSE_TABLE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the text that begins at a quote ends. Its bytes above ASCII are never a quote: the body is UTF-8. */
const endOfText = (bytes: Uint8Array, quote: number): number => {
  let at = quote + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
};

/** More levels than any honest body has, and few enough for whatever walks it afterwards. */
export const DEEPEST = 1_000;

/**
 * Whether JSON nests lists and objects deeper than that, without parsing it: a megabyte of brackets costs the parser and
 * the collector of garbage ten times as much as a megabyte of text.
 */
export const isTooDeep = (bytes: Uint8Array, deepest = DEEPEST): boolean => {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === OPEN_LIST || byte === OPEN_TABLE) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_TABLE) depth -= 1;
  }
  return false;
};
