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
  const { partner, internal, side, state, createdAt, lastChangeAt, waiting } = connection;
  const agreed = state === 'active' || state === 'ended';
  return (
    <dl class="details">
      <dt>{internal ? words.connects : words.partner}</dt>
      <dd>{internal ? words.twoProjects : <Partner partner={partner} />}</dd>
      <dt>{words.yourSide}</dt>
      <dd>{words.roleNames[internal ? 'both' : side]}</dd>
      <dt>{words.since}</dt>
      <dd>
        <Time at={createdAt} full />
      </dd>
      {agreed ? (
        <>
          <dt>{text.overview.lastChange}</dt>
          <dd>
            {lastChangeAt === null ? text.common.never : <Time at={lastChangeAt} />} · {text.overview.waiting(waiting)}
          </dd>
        </>
      ) : null}
    </dl>
  );
};

/** Where more of a connection is to be found. */
export const ConnectionPlaces = (props: {
  id: string;
  people: number;
  about: keyof typeof text.connections.peopleTexts;
}) => {
  const { id, people, about } = props;
  const words = text.connections;
  return (
    <div class="columns">
      <section class="card">
        <h2>{words.people}</h2>
        <p>{words.peopleTexts[about]}</p>
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
