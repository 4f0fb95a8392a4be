import { type LimitName } from '../../limits/api-limits';

/** Whom a limit counts together. */
export type CountedBy = 'caller' | 'site' | 'contract';

export interface Counted {
  readonly limit: LimitName;
  readonly by: CountedBy;
}

const EVERY: readonly Counted[] = [
  { limit: 'caller', by: 'caller' },
  { limit: 'site', by: 'site' },
];

const ASKING: readonly Counted[] = [
  { limit: 'asking', by: 'caller' },
  { limit: 'site-asking', by: 'site' },
];

/** Every issue that somebody looks at shows one, so a site may have as many as it has people. */
const PANEL: readonly Counted[] = [{ limit: 'asking', by: 'caller' }];

const forSite = (limit: LimitName): readonly Counted[] => [{ limit, by: 'site' }];

/** Express takes any case and a slash at the end: so do these, or a limit could be walked around. */
const KINDS: readonly (readonly [method: string, path: RegExp, counted: readonly Counted[]])[] = [
  ['POST', /^\/contracts\/[^/]+\/bulk\/forecast\/?$/i, [{ limit: 'forecasts', by: 'contract' }]],
  ['POST', /^\/contracts\/[^/]+\/bulk\/?$/i, [...forSite('runs'), ...ASKING]],
  ['GET', /^\/connections\/[^/]+\/users\/suggestions\/?$/i, forSite('matching')],
  ['PUT', /^\/connections\/[^/]+\/users\/?$/i, forSite('matching')],
  ['POST', /^\/problems\/retry\/?$/i, forSite('matching')],
  ['POST', /^\/connections\/invitations\/?$/i, forSite('invitations')],
  ['POST', /^\/invitations\/(preview|accept|decline)\/?$/i, forSite('codes')],
  ['POST', /^\/connections\/(internal|[^/]+\/contracts(\/import)?)\/?$/i, forSite('making')],
  ['POST', /^\/templates\/?$/i, forSite('making')],
  ['GET', /^\/issues\//i, PANEL],
  ['GET', /^\/metadata\//i, ASKING],
  ['POST', /^\/metadata\//i, ASKING],
  ['POST', /^\/contracts\/[^/]+\/(preview|enable|links|half\/(check|from-template))\/?$/i, ASKING],
  ['PUT', /^\/contracts\/[^/]+\/half\/?$/i, ASKING],
  ['POST', /^\/contracts\/[^/]+\/versions\/[^/]+\/restore\/?$/i, ASKING],
  ['POST', /^\/(links|comments)\//i, ASKING],
  ['GET', /^\/projects\//i, ASKING],
  ['POST', /^\/projects\//i, ASKING],
];

/** The limits that a call counts towards, those of a person first: who is over theirs uses up nothing of the site's. */
export const countedFor = (method: string, path: string): readonly Counted[] => {
  const asked = method === 'HEAD' ? 'GET' : method;
  const kind = KINDS.find(([each, pattern]) => each === asked && pattern.test(path));
  const counted = [...EVERY, ...(kind?.[2] ?? [])];
  return [...counted.filter(({ by }) => by === 'caller'), ...counted.filter(({ by }) => by !== 'caller')];
};

export const isForecast = (method: string, path: string): boolean =>
  countedFor(method, path).some(({ limit }) => limit === 'forecasts');
