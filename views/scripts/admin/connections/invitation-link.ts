/** Where Jira shows our page: `https://site/plugins/servlet/ac/<add-on>/<page>`; the same path on every site. */
const pagePath = (ownPage: string): string | null => {
  try {
    return new URL(ownPage).pathname;
  } catch {
    return null;
  }
};

/** The origin of a Jira as a person types it: with or without `https://` and path. Null: no address. */
export const readAddress = (typed: string): string | null => {
  const words = typed.trim();
  if (words === '' || /\s/.test(words)) return null;
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(words) ? words : `https://${words}`);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && (url.hostname.includes('.') || url.port !== '') ? url.origin : null;
  } catch {
    return null;
  }
};

/** Opens our page in the partner's Jira with the code filled in. */
export const linkFor = (ownPage: string, address: string, token: string): string | null => {
  const origin = readAddress(address);
  const path = pagePath(ownPage);
  return origin === null || path === null ? null : `${origin}${path}#!/accept/${encodeURIComponent(token)}`;
};

/** The code out of what was pasted: the code itself, or a link that carries it. */
export const readCode = (pasted: string): string => {
  const words = pasted.trim();
  const code = /#!?\/?accept\/([^/?#\s]+)/.exec(words)?.[1];
  if (code === undefined) return words.replace(/\s+/g, '');
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
};
