import { type Activity, type Overview } from '../../host/api-types';
import { LinkTo, Lozenge, Time } from '../../kit';
import { text } from '../../text';
import { IssueKeys } from '../problems/issue-keys';
import { inSiteNames } from '../../text/site-names';
import { sidesOf } from './sides';

const Mark = ({ kind }: Pick<Activity, 'kind'>) => {
  const { marks } = text.activity;
  if (kind === 'problem') return <Lozenge tone="danger">{marks.problem}</Lozenge>;
  if (kind === 'conflict') return <Lozenge tone="warning">{marks.conflict}</Lozenge>;
  return kind === 'nothing' ? <Lozenge>{marks.nothing}</Lozenge> : null;
};

const Entry = ({ entry, standing }: { entry: Activity; standing: Overview | null }) => {
  const { at, keys, kind, contract, contractName, actorName } = entry;
  const { side, names } = sidesOf(entry, standing);
  return (
    <li class="event">
      <span class="event-time subtle">
        <Time at={at} />
      </span>
      <div class="event-body">
        <p class="row">
          <IssueKeys keys={keys} side={side} standing={standing} />
          <Mark kind={kind} />
          <span dir="auto">{inSiteNames(entry.text, names)}</span>
        </p>
        <p class="subtle">
          {contract !== null && contractName !== null ? (
            <LinkTo to={['contracts', contract]}>
              <span dir="auto">{contractName}</span>
            </LinkTo>
          ) : null}
          {contractName !== null && actorName !== null ? ' · ' : null}
          {actorName === null ? null : (
            <>
              {text.activity.by} <span dir="auto">{actorName}</span>
            </>
          )}
        </p>
      </div>
    </li>
  );
};

export const ActivityList = (props: { entries: readonly Activity[]; standing: Overview | null }) => (
  <ol class="plain-list events" aria-label={text.activity.list}>
    {props.entries.map((entry) => (
      <Entry key={entry.id} entry={entry} standing={props.standing} />
    ))}
  </ol>
);
