import { type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Conflict, type Overview } from '../../host/api-types';
import { get } from '../../host/call';
import { useEvery, useLoad } from '../../host/load';
import { Button, EmptyState, ErrorBox, Loading } from '../../kit';
import { text } from '../../text';
import { type Group, groupBy } from '../problems/groups';
import { useStandingOf } from '../overview/standing';
import { RecordsFrame } from '../problems/records-frame';
import { ConflictCard } from './conflict-card';

const REFRESH_MS = 10_000;
const MOST = 500;
const SHOWN = 10;

interface GroupProps {
  readonly group: Group<Conflict>;
  readonly standing: Overview | null;
  readonly onDone: () => void;
}

const ConflictGroup = ({ group: { kind, entries }, standing, onDone }: GroupProps) => {
  const [all, setAll] = useState(false);
  return (
    <section class="stack-small" aria-label={kind}>
      <h3 dir="auto">
        {kind} <span class="subtle">{entries.length}</span>
      </h3>
      <ul class="plain-list stack">
        {(all ? entries : entries.slice(0, SHOWN)).map((conflict) => (
          <ConflictCard key={conflict.id} conflict={conflict} standing={standing} onDone={onDone} />
        ))}
      </ul>
      {!all && entries.length > SHOWN ? (
        <Button kind="subtle" onClick={() => setAll(true)}>
          {text.problems.showAll(entries.length)}
        </Button>
      ) : null}
    </section>
  );
};

const kindOf = ({ subject, contract }: Conflict): string => `${subject} · ${contract.name}`;

const Part = (props: Omit<GroupProps, 'group'> & { title: string; conflicts: readonly Conflict[]; none: string }) => {
  const { title, conflicts, none, standing, onDone } = props;
  return (
    <section class="stack">
      <h2>{title}</h2>
      {conflicts.length === 0 ? <p class="subtle">{none}</p> : null}
      {groupBy(conflicts, kindOf).map((group) => (
        <ConflictGroup key={group.kind} group={group} standing={standing} onDone={onDone} />
      ))}
    </section>
  );
};

export const ConflictsPage = () => {
  const { data, error, reload } = useLoad(
    () => get<{ conflicts: readonly Conflict[] }>('/conflicts', { limit: MOST }),
    [],
  );
  const standing = useStandingOf(data?.conflicts ?? [], data).data;
  useEvery(REFRESH_MS, reload);
  const words = text.conflicts;
  const body = (): ComponentChildren => {
    if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
    const { conflicts } = data;
    if (conflicts.length === 0) return <EmptyState title={words.empty}>{words.emptyText}</EmptyState>;
    const shared = { standing, onDone: reload };
    return (
      <>
        <Part
          {...shared}
          title={words.openTitle}
          none={words.noneOpen}
          conflicts={conflicts.filter(({ open }) => open)}
        />
        <Part
          {...shared}
          title={words.decidedTitle}
          none={words.noneDecided}
          conflicts={conflicts.filter(({ open }) => !open)}
        />
      </>
    );
  };
  return (
    <RecordsFrame title={words.title} current="conflicts" standing={standing}>
      <p class="subtle">{words.intro}</p>
      {body()}
    </RecordsFrame>
  );
};
