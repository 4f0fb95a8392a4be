/** Far more than the longest list that Accord takes. */
const MOST_BYTES = 8 * 1024 * 1024;

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/** The words of a file, also of one that a spreadsheet wrote as UTF-16. Null where it holds no text, or far too much. */
export const textOfFile = async (file: Blob): Promise<string | null> => {
  if (file.size > MOST_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const words = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return words.includes('\0') ? null : words;
};
