import { type IssueLink } from '../host/api-types';
import { hrefOf } from '../host/route';
import { text } from '../text';

/** The place behind `#!` in the address of Jira's own page. */
const placeIn = (settings: string, ...place: readonly string[]): string =>
  `${settings}#!${hrefOf(...place).replace(/^#/, '')}`;

const Out = ({ href, label }: { href: string; label: string }) => (
  <a href={href} target="_blank" rel="noopener noreferrer">
    {label}
    <span class="visually-hidden">{text.panel.newTab}</span>
  </a>
);

/** From the pair to Accord's own pages, for those who may open them. */
export const SettingsLinks = ({ pair, settings }: { pair: IssueLink; settings: string }) => {
  const { contract, internal, side, id, problems, conflicts } = pair;
  const words = text.panel;
  return (
    <p class="pair-settings">
      <Out
        href={placeIn(settings, 'contracts', internal ? `${contract.id}~${side}` : contract.id)}
        label={words.toContract}
      />
      <Out href={placeIn(settings, 'activity', 'link', id)} label={words.toActivity} />
      {problems.length > 0 ? <Out href={placeIn(settings, 'problems')} label={words.toProblems} /> : null}
      {conflicts > 0 ? <Out href={placeIn(settings, 'conflicts')} label={words.toConflicts} /> : null}
    </p>
  );
};
