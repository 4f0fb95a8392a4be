import { type BulkRun } from '../../host/api-types';
import { text } from '../../text';

/** What did not work, with cause and remedy; the rest of a run goes on. */
export const Failures = ({ failures, failed }: Pick<BulkRun, 'failures' | 'failed'>) => {
  const words = text.bulk;
  if (failures.length === 0) return null;
  return (
    <details>
      <summary>{words.failures(failed)}</summary>
      <ul class="plain-list">
        {failures.map(({ issue, cause, remedy }) => (
          <li key={issue} class="record">
            <strong dir="auto">{issue}</strong>
            <p dir="auto">{cause}</p>
            <p dir="auto">
              <strong>{text.problems.remedy}</strong> {remedy}
            </p>
          </li>
        ))}
      </ul>
      {failed > failures.length ? <p class="subtle">{words.onlySome(failures.length)}</p> : null}
    </details>
  );
};
