import { useEffect, useState } from 'preact/hooks';
import { type Half } from '../../../host/api-types';
import { call } from '../../../host/call';
import { text } from '../../../text';

const REST_MS = 600;

/** About how many issues are meant, once nothing was typed for a moment. Its line is always there, so that nothing jumps. */
export const ScopeCount = ({ scope, faulty }: { scope: Half['scope']; faulty: boolean }) => {
  const [count, setCount] = useState<number | null>(null);
  const { project, issueTypes = null, jql = null } = scope;
  const asked = JSON.stringify({ project, issueTypes, jql });
  useEffect(() => {
    let over = false;
    setCount(null);
    if (project === '') return;
    const timer = setTimeout(() => {
      call<{ issues: number }>('POST', '/metadata/issues/count', JSON.parse(asked) as object).then(
        ({ issues }) => over || setCount(issues),
        // What is wrong with the JQL stands beside it already.
        () => undefined,
      );
    }, REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return (
    <p class="field-hint" role="status">
      {count === null || faulty ? '\u00a0' : text.contract.covers(count)}
    </p>
  );
};
