import { type ComponentChildren } from 'preact';
import { ApiError, OFFLINE } from '../host/call';
import { text } from '../text';
import { Button } from './buttons';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'new';

/** A state in one or two words. */
export const Lozenge = ({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) => (
  <span class={`lozenge lozenge-${tone}`}>{children}</span>
);

/** A message that stands where it belongs; `danger` is announced at once. */
export const Banner = (props: { tone: Tone; title?: ComponentChildren; children?: ComponentChildren }) => (
  <div class={`banner banner-${props.tone}`} role={props.tone === 'danger' ? 'alert' : 'status'}>
    {props.title ? <strong class="banner-title">{props.title}</strong> : null}
    {props.children ? <div>{props.children}</div> : null}
  </div>
);

/**
 * What went wrong, what to do, and each fault that the server named. What could not be loaded because the service is away
 * is loaded when it is back; `Reach` says so meanwhile.
 */
export const ErrorBox = ({ error, retry }: { error: Error; retry?: () => void }) => {
  const { code = '', remedy = null, faults = [] } = error instanceof ApiError ? error : {};
  if (code === OFFLINE && retry) return <Loading />;
  return (
    <Banner tone="danger" title={error.message}>
      {remedy ? <p>{remedy}</p> : null}
      {faults.length > 0 ? (
        <ul>
          {faults.map((fault) => (
            <li key={fault.path + fault.message}>
              {fault.message} {fault.remedy ?? ''}
            </li>
          ))}
        </ul>
      ) : null}
      {retry ? <Button onClick={retry}>{text.common.tryAgain}</Button> : null}
    </Banner>
  );
};

/** Rows of the size of what will stand there, so that nothing jumps. */
export const Loading = ({ rows = 3 }: { rows?: number }) => (
  <div class="loading" role="status" aria-label={text.common.loading}>
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} class="loading-row" />
    ))}
  </div>
);

/** Nothing here yet, and the one thing to do about it. */
export const EmptyState = (props: { title: string; children?: ComponentChildren; action?: ComponentChildren }) => (
  <div class="empty-state">
    <h2>{props.title}</h2>
    {props.children ? <div class="empty-state-text">{props.children}</div> : null}
    {props.action ? <div class="actions actions-center">{props.action}</div> : null}
  </div>
);
