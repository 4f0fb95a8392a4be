import { type ComponentChildren } from 'preact';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { PageHead, Tabs } from '../../kit';
import { text } from '../../text';
import { type Standing } from './shapes';

/** What needs a person: problems and conflicts are two tabs of one page, each with its number. */
export const RecordsFrame = (props: {
  current: 'problems' | 'conflicts';
  standing: Standing | null;
  children: ComponentChildren;
}) => {
  const { current, standing } = props;
  const words = text.problems;
  return (
    <>
      <PageHead title={words.frameTitle} crumbs={[{ label: words.overview, to: [] }]} />
      <Tabs
        label={words.frameTitle}
        current={current}
        tabs={[
          { key: 'problems', label: words.title, to: ['problems'], count: standing?.openProblems ?? 0 },
          { key: 'conflicts', label: text.conflicts.title, to: ['conflicts'], count: standing?.openConflicts ?? 0 },
        ]}
      />
      {props.children}
    </>
  );
};

/** Counts for the tabs and the side in each connection. It is asked again when `turn` changes. */
export const useStanding = (turn: unknown): Standing | null => useLoad(() => get<Standing>('/overview'), [turn]).data;
