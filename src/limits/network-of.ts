import ipaddr from 'ipaddr.js';

/** Groups of an IPv6 address that one customer of a provider gets as a whole. */
const NETWORK_GROUPS = 4;

/**
 * What counts as one caller of the network: an IPv4 address, or the /64 that an IPv6 address stands in, since whoever has
 * one of its addresses has all of them.
 */
export const networkOf = (address: string | undefined): string => {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (!('parts' in parsed)) return parsed.toString();
  const groups = parsed.parts.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${groups.join(':')}::/64`;
};
