import { type Fault } from '../../host/api-types';
import { Banner } from '../../kit';
import { text } from '../../text';
import { type Checked } from './use-check';

/** Brings the control that a fault is about into view; the nearest one that stands for a part of its path. */
const showPath = (path: string): void => {
  for (let part = path; part !== ''; part = part.replace(/(\.[^.[\]]+|\[[^\]]*\]|^[^.[\]]+)$/, '')) {
    const element = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(part)}"]`);
    if (!element) continue;
    element.scrollIntoView({ block: 'center' });
    element.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
    return;
  }
};

interface FaultListProps {
  readonly faults: readonly Fault[];
  /** Links lead to controls; where there are none, paths say where to look, or words must do. */
  readonly as?: 'links' | 'paths' | 'words';
}

/** Each fault is a link to the control that it is about. */
export const FaultList = ({ faults, as = 'links' }: FaultListProps) => (
  <ul class="plain-list stack-small">
    {faults.map(({ path, message, remedy }) => (
      <li key={path + message}>
        {as === 'links' ? (
          <button type="button" class="link" onClick={() => showPath(path)} dir="auto">
            {message}
          </button>
        ) : (
          <span dir="auto">
            {as === 'paths' && path !== '' ? <code>{path}</code> : null} {message}
          </span>
        )}{' '}
        <span dir="auto">{remedy}</span>
      </li>
    ))}
  </ul>
);

/** What the live Jira says to the draft, before it is saved. */
export const CheckSummary = ({ checked, as = 'links' }: { checked: Checked; as?: FaultListProps['as'] }) => {
  const { faults, warnings, checking } = checked;
  const words = text.contract;
  return (
    <div class="stack-small" aria-live="polite">
      {faults.length > 0 ? (
        <Banner tone="danger" title={words.faults(faults.length)}>
          <FaultList faults={faults} as={as} />
        </Banner>
      ) : null}
      {warnings.length > 0 ? (
        <Banner tone="warning" title={words.warnings(warnings.length)}>
          <FaultList faults={warnings} as={as} />
        </Banner>
      ) : null}
      {faults.length + warnings.length === 0 ? <p class="subtle">{checking ? words.checking : words.fine}</p> : null}
    </div>
  );
};
