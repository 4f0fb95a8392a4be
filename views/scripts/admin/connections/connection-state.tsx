import { type Connection } from '../../host/api-types';
import { Lozenge, type Tone } from '../../kit';
import { text } from '../../text';

const TONES: Readonly<Record<Connection['state'], Tone>> = {
  invited: 'info',
  active: 'success',
  declined: 'neutral',
  revoked: 'neutral',
  expired: 'warning',
  ended: 'neutral',
};

export const ConnectionState = ({ connection }: { connection: Connection }) => {
  const { state, pausedByMe, pausedByPartner } = connection;
  const words = text.connections.states;
  if (state === 'active' && (pausedByMe || pausedByPartner)) {
    return <Lozenge tone="warning">{pausedByMe ? words.paused : words.pausedByPartner}</Lozenge>;
  }
  return <Lozenge tone={TONES[state]}>{words[state]}</Lozenge>;
};
