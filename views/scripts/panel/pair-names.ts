import { type IssueLink } from '../host/api-types';
import { text } from '../text';
import { projectOf, type SideNames } from '../text/site-names';

/** Who is on the other side: a partner, or inside one Jira the other project. */
export const otherName = ({ internal, partner, remoteKey, contract }: IssueLink): string =>
  internal ? (projectOf(remoteKey) ?? contract.name) : (partner?.name ?? text.common.partner);

/** How the sentences about a pair call its sides. `own`: the name of this site. */
export const pairNames = (pair: IssueLink, own: string): SideNames => {
  const here = pair.internal ? projectOf(pair.issue?.key ?? null) : own;
  const there = otherName(pair);
  return pair.side === 'master' ? { master: here, provider: there } : { master: there, provider: here };
};
