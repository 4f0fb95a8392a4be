import { type ConnectionFigures, type ContractEntry, type NextStep, type UserPairs } from '../../host/api-types';
import { ApiError, get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { Banner, EmptyState, ErrorBox, LinkTo, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { StateLozenge } from '../overview/connection-card';
import { NextStepLine } from '../overview/next-step';
import { ConnectionActions } from './connection-actions';
import { ConnectionDetails, ConnectionPlaces } from './connection-details';
import { ContractTable } from './contract-table';
import { PartnerAway } from './partner-away';
import { WaitingInvitation } from './waiting-invitation';

const REFRESH_MS = 10_000;

interface Shown {
  readonly connection: ConnectionFigures | null;
  readonly contracts: readonly ContractEntry[];
  readonly people: number;
}

const findConnection = async (path: string): Promise<ConnectionFigures | null> => {
  try {
    return await get<ConnectionFigures>(path);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
};

const load = async (id: string): Promise<Shown> => {
  const path = `/connections/${encodeURIComponent(id)}`;
  const connection = await findConnection(path);
  if (connection === null) return { connection, contracts: [], people: 0 };
  const [{ contracts }, { pairs }] = await Promise.all([
    get<{ contracts: readonly ContractEntry[] }>(`${path}/contracts`),
    get<UserPairs>(`${path}/users`),
  ]);
  return { connection, contracts, people: pairs.length };
};

/** Steps for which the page itself has a place. */
const TOLD_HERE: readonly NextStep['code'][] = [
  'resume',
  'partner-answers',
  'partner-installs',
  'partner-switches-on',
  'create-contract',
];

/** Why nothing flows at the moment, in a sentence; nothing where it flows. */
const Standing = ({ connection }: { connection: ConnectionFigures }) => {
  const words = text.connections;
  const { state, pausedByMe, pausedByPartner, nextStep } = connection;
  if (state !== 'active' && state !== 'invited') {
    const again = (
      <LinkTo to={['invite']} class="button button-default">
        {words.inviteAgain}
      </LinkTo>
    );
    return (
      <Banner tone="info" title={words.over[state]}>
        {state === 'ended' ? null : again}
      </Banner>
    );
  }
  return (
    <>
      <PartnerAway {...connection} />
      {pausedByMe ? <Banner tone="warning">{words.youPaused}</Banner> : null}
      {pausedByPartner ? <Banner tone="warning">{words.partnerPaused}</Banner> : null}
      {nextStep && !TOLD_HERE.includes(nextStep.code) ? <NextStepLine connection={connection} /> : null}
    </>
  );
};

const Body = ({ shown, reload }: { shown: Shown & { connection: ConnectionFigures }; reload: () => void }) => {
  const { connection, contracts, people } = shown;
  const { id, name, state, internal } = connection;
  const links = contracts.reduce((total, { linkedIssues }) => total + linkedIssues, 0);
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: text.connections.toOverview, to: [] }]}
        beside={<StateLozenge connection={connection} />}
        actions={
          state === 'active' ? <ConnectionActions connection={connection} links={links} onChanged={reload} /> : null
        }
      />
      <Standing connection={connection} />
      {state === 'invited' ? <WaitingInvitation connectionId={id} onChanged={reload} /> : null}
      <section class="card">
        <ConnectionDetails connection={connection} />
      </section>
      {state === 'active' || contracts.length > 0 ? (
        <ContractTable connection={connection} contracts={contracts} open={state === 'active'} />
      ) : null}
      {state === 'active' || state === 'ended' ? (
        <ConnectionPlaces
          id={id}
          people={people}
          about={state === 'ended' ? 'over' : internal ? 'inside' : 'partner'}
        />
      ) : null}
    </>
  );
};

export const ConnectionPage = ({ id }: { id: string }) => {
  const { data, error, reload } = useLoad(() => load(id), [id]);
  useEvery(REFRESH_MS, reload);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={8} />;
  const { connection } = data;
  if (connection === null) {
    return <EmptyState title={text.common.notFound} action={<LinkTo to={[]}>{text.common.backToOverview}</LinkTo>} />;
  }
  return <Body shown={{ ...data, connection }} reload={reload} />;
};
