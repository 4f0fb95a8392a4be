import { type ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hrefOf } from '../host/route';
import { text } from '../text';

export interface Crumb {
  readonly label: string;
  readonly to: readonly string[];
}

export const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => (
  <nav aria-label={text.common.breadcrumbs} class="crumbs">
    <ol>
      {crumbs.map(({ label, to }) => (
        <li key={label}>
          <a href={hrefOf(...to)} dir="auto">
            {label}
          </a>
        </li>
      ))}
    </ol>
  </nav>
);

let isFirst = true;

/**
 * Another page or step takes the place of what had the focus: then it goes to the new title, so that keys go on from there
 * and a reader reads it. The first page leaves the focus where Jira has it.
 */
const useArrival = (title: string) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!isFirst && lost && document.hasFocus()) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, [title]);
  return heading;
};

/** Title with the way back above, the state beside and the main actions at the end. */
export const PageHead = (props: {
  title: string;
  crumbs?: readonly Crumb[];
  beside?: ComponentChildren;
  actions?: ComponentChildren;
}) => {
  const heading = useArrival(props.title);
  return (
    <header class="page-head">
      {props.crumbs ? <Crumbs crumbs={props.crumbs} /> : null}
      <div class="page-head-row">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {props.title}
        </h1>
        {props.beside}
        {props.actions ? <div class="actions page-head-actions">{props.actions}</div> : null}
      </div>
    </header>
  );
};

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly to: readonly string[];
  /** A number that asks for attention. */
  readonly count?: number;
}

/** Places of one thing, as links: each has an address of its own. */
export const Tabs = ({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ key, label: words, to, count }) => (
      <a key={key} href={hrefOf(...to)} aria-current={key === current ? 'page' : undefined} class="tab">
        {words}
        {count ? <span class="badge">{count}</span> : null}
      </a>
    ))}
  </nav>
);
