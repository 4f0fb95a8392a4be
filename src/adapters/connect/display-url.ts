/** A name with dots whose last part is no number: no address of a network, no trailing dot. */
const DNS_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/;

/** The origin of a web address that is nothing but an origin; null for every other text. */
export const plainOrigin = (text: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
};

/**
 * Base of the links that people click, and a source that may frame our pages. `claimed` is what the site itself says, over
 * our signed call: a customer's own domain, by name and on the port of https; anything else falls back to the base URL.
 */
export const displayUrlOf = (claimed: unknown, baseUrl: string): string => {
  const origin = typeof claimed === 'string' ? plainOrigin(claimed) : null;
  if (origin === null || origin === baseUrl) return baseUrl;
  const { protocol, port, hostname } = new URL(origin);
  return protocol === 'https:' && port === '' && DNS_NAME.test(hostname) ? origin : baseUrl;
};
