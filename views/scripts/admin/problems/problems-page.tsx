import { type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Overview, type Problem } from '../../host/api-types';
import { get, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useEvery, useLoad } from '../../host/load';
import { Button, EmptyState, ErrorBox, Field, Loading, Select, TextInput } from '../../kit';
import { text } from '../../text';
import { contractsOf, filterProblems, groupBy, type ProblemFilter } from './groups';
import { ProblemGroup } from './problem-group';
import { useStandingOf } from '../overview/standing';
import { RecordsFrame } from './records-frame';

const REFRESH_MS = 10_000;
const MOST = 500;

const Filters = (props: {
  problems: readonly Problem[];
  filter: ProblemFilter;
  onChange: (filter: ProblemFilter) => void;
}) => {
  const { problems, filter, onChange } = props;
  const words = text.problems;
  return (
    <div class="form-grid narrow-form">
      <Field label={words.search}>
        <TextInput
          type="search"
          value={filter.words}
          placeholder={words.searchExample}
          onChange={(next) => onChange({ ...filter, words: next })}
        />
      </Field>
      <Field label={words.contract}>
        <Select
          value={filter.contract}
          choices={[{ value: '', label: words.allContracts }, ...contractsOf(problems)]}
          onChange={(contract) => onChange({ ...filter, contract })}
        />
      </Field>
    </div>
  );
};

/** Asks the server to try again, and remembers what was asked until the list is read anew. */
const useRetries = (filter: ProblemFilter, reload: () => void) => {
  const [tried, setTried] = useState<readonly string[]>([]);
  const one = useAction(async (problem: Problem) => {
    setTried((before) => [...before, problem.id]);
    await post(`/problems/${problem.id}/retry`).finally(() =>
      setTried((before) => before.filter((id) => id !== problem.id)),
    );
    showFlag('success', text.problems.asked(1), text.problems.askedText);
    reload();
  });
  const all = useAction(async (code: string | null) => {
    const { contract } = filter;
    const body = { ...(code === null ? {} : { code }), ...(contract === '' ? {} : { contract }) };
    const { queued } = await post<{ queued: number }>('/problems/retry', body);
    showFlag('success', text.problems.asked(queued), text.problems.askedText);
    reload();
  });
  return { tried, one, all };
};

const Groups = (props: { problems: readonly Problem[]; standing: Overview | null; reload: () => void }) => {
  const { problems, standing, reload } = props;
  const [filter, setFilter] = useState<ProblemFilter>({ contract: '', words: '' });
  const { tried, one, all } = useRetries(filter, reload);
  const words = text.problems;
  const groups = groupBy(filterProblems(problems, filter), ({ code }) => code);
  return (
    <div class="stack">
      <div class="record-head">
        <Filters problems={problems} filter={filter} onChange={setFilter} />
        {groups.length > 1 && filter.words === '' ? (
          <Button busy={all.busy} onClick={() => all.run(null)}>
            {words.retryEverything}
          </Button>
        ) : null}
      </div>
      {groups.map((group) => (
        <ProblemGroup
          key={group.kind}
          group={group}
          standing={standing}
          tried={tried}
          busy={all.busy}
          onRetry={one.run}
          onAnswered={reload}
          onRetryAll={filter.words === '' ? () => all.run(group.kind) : null}
        />
      ))}
      {groups.length === 0 ? <p class="subtle">{words.noMatch}</p> : null}
      {problems.length >= MOST ? <p class="subtle">{words.most(MOST)}</p> : null}
    </div>
  );
};

export const ProblemsPage = () => {
  const { data, error, reload } = useLoad(
    () => get<{ problems: readonly Problem[] }>('/problems', { limit: MOST }),
    [],
  );
  const standing = useStandingOf(data?.problems ?? [], data).data;
  useEvery(REFRESH_MS, reload);
  const words = text.problems;
  const body = (): ComponentChildren => {
    if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
    if (data.problems.length === 0) return <EmptyState title={words.empty}>{words.emptyText}</EmptyState>;
    return <Groups problems={data.problems} standing={standing} reload={reload} />;
  };
  return (
    <RecordsFrame title={words.title} current="problems" standing={standing}>
      {body()}
    </RecordsFrame>
  );
};
