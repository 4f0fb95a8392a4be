import { type Overview } from '../../host/api-types';
import { ErrorBox, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { ConnectionCard } from './connection-card';
import { isOver } from './connection-state';
import { useOverview } from './figures';
import { ConnectActions, FirstSteps } from './first-steps';
import { MainNav } from './main-nav';

const Connections = ({ connections }: Pick<Overview, 'connections'>) => {
  const current = connections.filter((each) => !isOver(each));
  const over = connections.filter(isOver);
  return (
    <>
      {current.length === 0 ? <FirstSteps /> : null}
      <ul class="plain-list stack">
        {current.map((each) => (
          <ConnectionCard key={each.id} connection={each} />
        ))}
      </ul>
      {over.length > 0 ? (
        <details>
          <summary>{text.overview.over(over.length)}</summary>
          <ul class="plain-list stack earlier">
            {over.map((each) => (
              <ConnectionCard key={each.id} connection={each} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
};

export const OverviewPage = () => {
  const { data, error, reload } = useOverview();
  const begun = data?.connections.some((each) => !isOver(each));
  return (
    <>
      <PageHead title={text.overview.title} actions={begun ? <ConnectActions primary={false} /> : null} />
      <MainNav current="connections" figures={data} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {data ? <Connections connections={data.connections} /> : null}
      {!data && !error ? <Loading rows={5} /> : null}
    </>
  );
};
