import { type Connection } from '../../host/api-types';
import { Banner } from '../../kit';
import { text } from '../../text';

/** Accord is not there in the partner's Jira: says so, what becomes of changes, and what to do. */
export const PartnerAway = ({ state, partner, partnerState }: Connection) => {
  if (state !== 'active' || partnerState === 'here') return null;
  const words = text.connections;
  return (
    <Banner tone="warning" title={words.partnerAway[partnerState](partner?.name ?? text.common.partner)}>
      {words.partnerAwayText[partnerState]}
    </Banner>
  );
};
