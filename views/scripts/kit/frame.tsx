import { type ComponentChildren } from 'preact';
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

/** Title with the way back above, the state beside and the main actions at the end. */
export const PageHead = (props: {
  title: string;
  crumbs?: readonly Crumb[];
  beside?: ComponentChildren;
  actions?: ComponentChildren;
}) => (
  <header class="page-head">
    {props.crumbs ? <Crumbs crumbs={props.crumbs} /> : null}
    <div class="page-head-row">
      <h1 dir="auto">{props.title}</h1>
      {props.beside}
      {props.actions ? <div class="actions page-head-actions">{props.actions}</div> : null}
    </div>
  </header>
);

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
