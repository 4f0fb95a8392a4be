import { type ConnectionFigures } from '../../host/api-types';
import { LinkTo, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { isOver, stateOf } from './connection-state';
import { NextStepLine } from './next-step';

export const StateLozenge = ({ connection }: { connection: ConnectionFigures }) => {
  const { name, tone } = stateOf(connection, connection.contracts.running);
  return <Lozenge tone={tone}>{text.overview.state[name]}</Lozenge>;
};

const PartnerLine = ({ partner, internal }: ConnectionFigures) => {
  const words = text.overview;
  if (internal) return <span class="subtle">{words.internal}</span>;
  if (!partner) return <span class="subtle">{words.noPartner}</span>;
  return (
    <span class="subtle">
      {words.withPartner} <span dir="auto">{partner.name}</span>
    </span>
  );
};

const Badges = ({ openProblems, openConflicts }: ConnectionFigures) => (
  <>
    {openProblems > 0 ? (
      <LinkTo to={['problems']} class="lozenge lozenge-danger">
        {text.overview.problemCount(openProblems)}
      </LinkTo>
    ) : null}
    {openConflicts > 0 ? (
      <LinkTo to={['conflicts']} class="lozenge lozenge-warning">
        {text.overview.conflictCount(openConflicts)}
      </LinkTo>
    ) : null}
  </>
);

const Freshness = ({ lastChangeAt, waiting, contracts }: ConnectionFigures) => {
  const words = text.overview;
  return (
    <ul class="facts">
      <li>{words.running(contracts.running, contracts.total)}</li>
      <li>
        {lastChangeAt === null ? (
          words.noChange
        ) : (
          <>
            {words.lastChange} <Time at={lastChangeAt} />
          </>
        )}
      </li>
      <li>{words.waiting(waiting)}</li>
    </ul>
  );
};

/** One connection: with whom, how it stands, and the one next step. */
export const ConnectionCard = ({ connection }: { connection: ConnectionFigures }) => (
  <li class="card connection-card">
    <div class="row">
      <h2 class="connection-name">
        <LinkTo to={['connections', connection.id]}>
          <span dir="auto">{connection.name}</span>
        </LinkTo>
      </h2>
      <StateLozenge connection={connection} />
      <Badges {...connection} />
    </div>
    <PartnerLine {...connection} />
    {isOver(connection) || connection.state === 'invited' ? null : <Freshness {...connection} />}
    <NextStepLine connection={connection} />
  </li>
);
