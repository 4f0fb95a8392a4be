import { type ComponentChildren } from 'preact';
import { type Overview } from '../../host/api-types';
import { PageHead } from '../../kit';
import { MainNav } from '../overview/main-nav';

/** What needs a person, each kind with its number in the navigation. */
export const RecordsFrame = (props: {
  title: string;
  current: 'problems' | 'conflicts';
  standing: Overview | null;
  children: ComponentChildren;
}) => (
  <>
    <PageHead title={props.title} />
    <MainNav current={props.current} figures={props.standing} />
    {props.children}
  </>
);
