import { useMemo } from 'preact/hooks';
import { replacePlace } from '../../host/route';
import { Button, EmptyState, ErrorBox, LinkTo, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { useTotals } from '../overview/figures';
import { MainNav } from '../overview/main-nav';
import { useStandingOf } from '../overview/standing';
import { ActivityFilters } from './activity-filters';
import { ActivityList } from './activity-list';
import { useConnectionNames } from './connection-names';
import { type Filter, filterOf, isFiltered, placeOf } from './filters';
import { useActivity } from './use-activity';

type Shown = ReturnType<typeof useActivity>;

const LiveBar = ({ live, paused, setPaused, held, showHeld }: Shown) => {
  const words = text.activity;
  const state = !live ? words.notLive : paused ? words.paused : words.live;
  return (
    <div class="live-bar">
      <span class={`live-state ${live && !paused ? 'live-on' : ''}`}>{state}</span>
      {live ? (
        <Button kind="subtle" onClick={() => setPaused(!paused)}>
          {paused ? words.goOn : words.pause}
        </Button>
      ) : null}
      <span class="row-end" role="status">
        {held > 0 ? (
          <Button kind="primary" onClick={showHeld}>
            {words.fresh(held)}
          </Button>
        ) : null}
      </span>
    </div>
  );
};

const Nothing = ({ filter }: { filter: Filter }) => {
  const words = text.activity;
  if (isFiltered(filter)) return <EmptyState title={words.noMatch}>{words.noMatchText}</EmptyState>;
  return (
    <EmptyState
      title={words.empty}
      action={
        <LinkTo to={[]} class="button button-default">
          {words.toConnections}
        </LinkTo>
      }
    >
      {words.emptyText}
    </EmptyState>
  );
};

const Entries = ({ shown, filter }: { shown: Shown; filter: Filter }) => {
  const { page, error, reload, more } = shown;
  const standing = useStandingOf(page?.activity ?? []).data;
  if (!page) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={8} />;
  return (
    <>
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      <LiveBar {...shown} />
      {page.activity.length === 0 ? <Nothing filter={filter} /> : null}
      <ActivityList entries={page.activity} standing={standing} />
      {page.next !== null ? (
        <div class="actions actions-center">
          <Button busy={more.busy} onClick={() => more.run()}>
            {text.common.more}
          </Button>
        </div>
      ) : null}
    </>
  );
};

export const ActivityPage = ({ place }: { place: readonly string[] }) => {
  const at = place.join('/');
  const filter = useMemo(() => filterOf(place), [at]);
  const setFilter = (next: Filter): void => replacePlace('activity', ...placeOf(next));
  const totals = useTotals().data;
  const connections = useConnectionNames();
  const shown = useActivity(filter);
  return (
    <>
      <PageHead title={text.activity.title} />
      <MainNav current="activity" figures={totals} />
      <p class="subtle">{text.activity.intro}</p>
      <ActivityFilters filter={filter} connections={connections} onChange={setFilter} />
      <Entries shown={shown} filter={filter} />
    </>
  );
};
