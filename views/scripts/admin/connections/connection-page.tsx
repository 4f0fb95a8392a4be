import { type Connection, type ContractEntry } from '../../host/api-types';
import { get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { Banner, ErrorBox, LinkTo, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { ConnectionActions } from './connection-actions';
import { ConnectionState } from './connection-state';
import { ContractTable } from './contract-table';
import { overviewCrumb } from './crumbs';
import { OpenInvitation } from './open-invitation';

const REFRESH_MS = 5_000;

interface Both {
  readonly connection: Connection;
  readonly contracts: readonly ContractEntry[];
}

/** Inside one Jira both halves are ours: the contracts are listed once for each. */
const readBoth = async (id: string): Promise<Both> => {
  const path = `/connections/${encodeURIComponent(id)}`;
  const connection = await get<Connection>(path);
  const lists = await Promise.all(
    (connection.internal ? ['master', 'provider'] : [null]).map((side) =>
      get<{ contracts: readonly ContractEntry[] }>(`${path}/contracts`, { side }),
    ),
  );
  return { connection, contracts: lists.flatMap(({ contracts }) => contracts) };
};

export const ConnectionPage = ({ id }: { id: string }) => {
  const words = text.connections;
  const { data, error, reload } = useLoad(() => readBoth(id), [id]);
  useEvery(REFRESH_MS, reload);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={4} />;
  const { connection, contracts } = data;
  const { name, state, partner, internal, side } = connection;
  return (
    <>
      <PageHead
        title={name}
        crumbs={[overviewCrumb]}
        beside={<ConnectionState connection={connection} />}
        actions={<ConnectionActions connection={connection} contracts={contracts} onChanged={reload} />}
      />
      <p class="subtle" dir="auto">
        {internal ? text.overview.thisJira : partner ? `${partner.name} · ${partner.url} · ` : ''}
        {internal ? '' : words.sides[side]}
      </p>
      {state === 'invited' ? <OpenInvitation connection={connection} onChanged={reload} /> : null}
      {state === 'ended' ? <Banner tone="info">{words.endedText}</Banner> : null}
      {state === 'active' ? (
        <>
          <section class="stack">
            <div class="row">
              <h2>{words.contracts}</h2>
              <div class="actions row-end">
                <LinkTo to={['connections', id, 'users']} class="button button-default">
                  {words.users}
                </LinkTo>
                {contracts.length > 0 ? (
                  <LinkTo to={['connections', id, 'new-contract']} class="button button-primary">
                    {words.addContract}
                  </LinkTo>
                ) : null}
              </div>
            </div>
            <ContractTable connection={connection} contracts={contracts} />
          </section>
        </>
      ) : null}
    </>
  );
};
