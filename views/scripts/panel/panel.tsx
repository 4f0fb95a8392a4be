import { useEffect, useState } from 'preact/hooks';
import { get } from '../host/call';
import { useEvery, useLoad } from '../host/load';
import { isReached } from '../host/reach';
import { Button, ErrorBox, Loading } from '../kit';
import { text } from '../text';
import { Comments } from './comments';
import { CreatePairs } from './create-pairs';
import { PairCard } from './pair-card';
import { splitPairs } from './pair-state';
import { type IssuePairs } from './shapes';

const CALM_MS = 15_000;
const SOON_MS = 2_000;
const SOON_FOR_MS = 20_000;

/** Looks now and then, more often for a while after the person did something, and at once when the tab is opened again. */
const useRefresh = (reload: () => void): (() => void) => {
  const [until, setUntil] = useState(0);
  useEvery(until === 0 ? CALM_MS : SOON_MS, () => {
    if (until !== 0 && Date.now() > until) setUntil(0);
    reload();
  });
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === 'visible') reload();
    };
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [reload]);
  return () => {
    setUntil(Date.now() + SOON_FOR_MS);
    reload();
  };
};

const Pairs = ({ data, onDone }: { data: IssuePairs; onDone: () => void }) => {
  const { open, ended } = splitPairs(data.links);
  const shared = { own: data.site.name, settings: data.settings, onDone };
  const inside = open.length > 0 && open.every(({ internal }) => internal);
  return (
    <>
      {data.why !== null && open.length === 0 ? (
        <p class="panel-why" dir="auto">
          {data.why}
        </p>
      ) : null}
      <CreatePairs issueId={data.issue.id} create={data.create} onDone={onDone} />
      {open.map((pair) => (
        <PairCard key={pair.id} pair={pair} {...shared} />
      ))}
      <Comments issueId={data.issue.id} comments={data.comments} inside={inside} onDone={onDone} />
      {ended.length > 0 ? (
        <details class="panel-part">
          <summary>{text.panel.ended(ended.length)}</summary>
          {ended.map((pair) => (
            <PairCard key={pair.id} pair={pair} {...shared} />
          ))}
        </details>
      ) : null}
    </>
  );
};

/** Every pair of one issue, for whoever may see the issue. */
export const Panel = ({ issueId }: { issueId: string }) => {
  const path = `/issues/${encodeURIComponent(issueId)}/links`;
  const { data, error, reload } = useLoad(() => get<IssuePairs>(path), [path]);
  const onDone = useRefresh(reload);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={2} />;
  return (
    <>
      <Pairs data={data} onDone={onDone} />
      {error && isReached() ? (
        <p class="row subtle" role="status">
          {text.panel.stale}
          <Button kind="subtle" onClick={reload}>
            {text.common.tryAgain}
          </Button>
        </p>
      ) : null}
    </>
  );
};
