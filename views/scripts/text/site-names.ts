/** How the two sides of a connection are called; null where nothing better than the side's own word is known. */
export type SideNames = Readonly<Record<'master' | 'provider', string | null>>;

export const NO_NAMES: SideNames = { master: null, provider: null };

/** What people wrote stands in quotes and stays as it is. */
const QUOTED = /("[^"]*")/;
const SIDE = /\b[Tt]he (master|provider)\b/g;

/** "at the provider." of the API's sentences as the name of the site it means. */
export const inSiteNames = (sentence: string, names: SideNames): string =>
  sentence
    .split(QUOTED)
    .map((part) =>
      part.startsWith('"') ? part : part.replace(SIDE, (said, side: 'master' | 'provider') => names[side] ?? said),
    )
    .join('');

/** SUP-12 -> SUP: inside one Jira the projects tell the sides apart. */
export const projectOf = (key: string | null): string | null => key?.replace(/-\d+$/, '') ?? null;
