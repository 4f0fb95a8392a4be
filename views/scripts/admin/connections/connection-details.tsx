import { type ConnectionFigures } from '../../host/api-types';
import { LinkTo, Time } from '../../kit';
import { text } from '../../text';

const Partner = ({ partner }: Pick<ConnectionFigures, 'partner'>) =>
  partner ? (
    <a href={partner.url} target="_blank" rel="noopener noreferrer">
      <span dir="auto">{partner.name}</span>
      <span class="visually-hidden">{text.panel.newTab}</span>
    </a>
  ) : (
    <>{text.overview.noPartner}</>
  );

/** With whom, since when, in which part. */
export const ConnectionDetails = ({ connection }: { connection: ConnectionFigures }) => {
  const words = text.connections;
  const { partner, internal, side, createdAt, lastChangeAt, waiting } = connection;
  return (
    <dl class="details">
      <dt>{words.partner}</dt>
      <dd>{internal ? text.overview.internal : <Partner partner={partner} />}</dd>
      <dt>{words.yourSide}</dt>
      <dd>{words.roleNames[internal ? 'both' : side]}</dd>
      <dt>{words.since}</dt>
      <dd>
        <Time at={createdAt} full />
      </dd>
      <dt>{text.overview.lastChange}</dt>
      <dd>
        {lastChangeAt === null ? text.common.never : <Time at={lastChangeAt} />} · {text.overview.waiting(waiting)}
      </dd>
    </dl>
  );
};

/** Where more of a connection is to be found. */
export const ConnectionPlaces = ({ id, people }: { id: string; people: number }) => {
  const words = text.connections;
  return (
    <div class="columns">
      <section class="card">
        <h2>{words.people}</h2>
        <p>{words.peopleText}</p>
        <LinkTo to={['connections', id, 'users']}>{words.peopleLink(people)}</LinkTo>
      </section>
      <section class="card">
        <h2>{text.overview.activity}</h2>
        <p>{words.activityText}</p>
        <LinkTo to={['activity', 'connection', id]}>{words.activityLink}</LinkTo>
      </section>
    </div>
  );
};
