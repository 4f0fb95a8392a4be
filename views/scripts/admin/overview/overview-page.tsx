import { type Overview, type TemplateEntry } from '../../host/api-types';
import { get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { ErrorBox, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { ConnectionCard } from './connection-card';
import { isOver } from './connection-state';
import { ConnectActions, FirstSteps } from './first-steps';
import { MainNav } from './main-nav';

const REFRESH_MS = 10_000;

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
  const { data, error, reload } = useLoad(() => get<Overview>('/overview'), []);
  const templates = useLoad(() => get<{ templates: readonly TemplateEntry[] }>('/templates'), []).data?.templates;
  useEvery(REFRESH_MS, reload);
  const begun = data?.connections.some((each) => !isOver(each));
  return (
    <>
      <PageHead title={text.overview.title} actions={begun ? <ConnectActions primary={false} /> : null} />
      <MainNav current="connections" figures={data} templates={templates?.length ?? 0} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {data ? <Connections connections={data.connections} /> : null}
      {!data && !error ? <Loading rows={5} /> : null}
    </>
  );
};
