import { isApp, type End } from './pair';

/** Near Jira's limit of 32,767 characters a header or a longer name can make a text too long for the other side. */
const LONG = 32_000;
const COMPARED = 1000;

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The beginning of a very long text stands there, and the whole of it lies beside it as a file. */
export const isExcerpt = (whole: string, held: string, at: End): boolean =>
  whole.length > LONG &&
  squeeze(held).includes(squeeze(whole).slice(0, COMPARED)) &&
  at.files.some((file) => isApp(file.author) && file.mimeType.startsWith('text/') && file.size >= LONG);
