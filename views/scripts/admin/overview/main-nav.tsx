import { type Overview } from '../../host/api-types';
import { Tabs } from '../../kit';
import { text } from '../../text';
import { useTemplateCount } from './figures';

export type MainPlace = 'connections' | 'activity' | 'problems' | 'conflicts' | 'templates';

/** The places of the add-on, with the numbers that ask for attention. */
export const MainNav = (props: {
  current: MainPlace;
  figures: Pick<Overview, 'openProblems' | 'openConflicts'> | null;
  /** How many there are, where the page itself knows better. */
  templates?: number | undefined;
}) => {
  const words = text.overview;
  const known = useTemplateCount().data?.total ?? 0;
  const { openProblems = 0, openConflicts = 0 } = props.figures ?? {};
  return (
    <Tabs
      label={words.nav}
      current={props.current}
      tabs={[
        { key: 'connections', label: words.connections, to: [] },
        { key: 'activity', label: words.activity, to: ['activity'] },
        { key: 'problems', label: words.problems, to: ['problems'], count: openProblems },
        { key: 'conflicts', label: words.conflicts, to: ['conflicts'], count: openConflicts },
        { key: 'templates', label: words.templatesOf(props.templates ?? known), to: ['templates'] },
      ]}
    />
  );
};
