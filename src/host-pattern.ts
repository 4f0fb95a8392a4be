const PATTERN = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?$/;

/** `acme.atlassian.net`, `*.atlassian.net`, `127.0.0.1:*`; never a bare `*`. */
export const isHostPattern = (text: string): boolean => PATTERN.test(text);

const split = (pattern: string): readonly [name: string, port: string] => {
  const at = pattern.indexOf(':');
  return at < 0 ? [pattern, ''] : [pattern.slice(0, at), pattern.slice(at + 1)];
};

const matchesName = (hostname: string, name: string): boolean => {
  if (!name.startsWith('*.')) return hostname === name;
  const parent = name.slice(1);
  const label = hostname.slice(0, -parent.length);
  return hostname.endsWith(parent) && label.length > 0 && !label.includes('.');
};

/** `*.` stands for exactly one label, `:*` for any port; without a port only the scheme's own one matches. */
export const matchesHost = (url: URL, pattern: string): boolean => {
  const [name, port] = split(pattern);
  return matchesName(url.hostname, name) && (port === '*' || url.port === port);
};
