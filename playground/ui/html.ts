/** A piece of HTML that is safe to print: made by `html` and by nothing else. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Part = Html | string | number | boolean | null | undefined | readonly Part[];

const CODES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const encode = (text: string): string => text.replace(/[&<>"']/g, (char) => CODES[char] ?? char);

function printPart(part: Part): string {
  if (part === null || part === undefined || part === false || part === true) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return encode(String(part));
  return part.map(printPart).join('');
}

/** Everything that is put in is encoded, unless it is `Html` itself. Attribute values must stand in quotes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + (index < parts.length ? printPart(parts[index]) : '')).join(''));
}

/** `href` only for addresses that cannot run script; null otherwise. */
export function safeHref(address: unknown): string | null {
  if (typeof address !== 'string') return null;
  return /^(https?:|mailto:|\/|#)/i.test(address) && !/[\u0000-\u001f]/.test(address) ? address : null;
}
