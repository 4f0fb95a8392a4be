import { useEffect, useRef, useState } from 'preact/hooks';
import { type ConnectionFigures } from '../../host/api-types';
import { Button, ErrorBox, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { ConnectionCard } from './connection-card';
import { type ConnectionPages, useConnectionPages } from './connection-pages';
import { ConnectActions, FirstSteps } from './first-steps';
import { MainNav } from './main-nav';

/** Where the button was pressed, the first of the new cards is next: also for the keyboard. */
const useFocusOnNew = (connections: readonly ConnectionFigures[]) => {
  const list = useRef<HTMLUListElement>(null);
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || connections.length <= from.current) return;
    list.current?.children[from.current]?.querySelector('a')?.focus();
    from.current = null;
  }, [connections.length]);
  return { list, ask: () => (from.current = connections.length) };
};

const Cards = (props: ConnectionPages & { connections: readonly ConnectionFigures[]; earlier?: boolean }) => {
  const { connections, more, busy, earlier } = props;
  const { list, ask } = useFocusOnNew(connections);
  const showMore = (): void => {
    ask();
    more?.();
  };
  return (
    <>
      <ul class={`plain-list stack ${earlier ? 'earlier' : ''}`} ref={list}>
        {connections.map((each) => (
          <ConnectionCard key={each.id} connection={each} />
        ))}
      </ul>
      {more ? (
        <div class="actions actions-center">
          <Button busy={busy} onClick={showMore}>
            {text.common.more}
          </Button>
        </div>
      ) : null}
    </>
  );
};

const Earlier = () => {
  const pages = useConnectionPages('over');
  const { data, error, reload } = pages;
  if (data) return <Cards {...pages} connections={data.connections} earlier />;
  return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={2} />;
};

/** Those that are over, asked for when somebody wants to see them. */
const EarlierConnections = ({ count }: { count: number }) => {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.overview.over(count)}</summary>
      {open ? <Earlier /> : null}
    </details>
  );
};

export const OverviewPage = () => {
  const pages = useConnectionPages('current');
  const { data, error, reload } = pages;
  const begun = data !== null && data.total.current > 0;
  return (
    <>
      <PageHead title={text.overview.title} actions={begun ? <ConnectActions primary={false} /> : null} />
      <MainNav current="connections" figures={data} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {data && !begun ? <FirstSteps /> : null}
      {data ? <Cards {...pages} connections={data.connections} /> : null}
      {data && data.total.over > 0 ? <EarlierConnections count={data.total.over} /> : null}
      {!data && !error ? <Loading rows={5} /> : null}
    </>
  );
};
