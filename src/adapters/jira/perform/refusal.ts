import { type Failure } from '../../../core/model';
import { JiraError } from '../../../sync/ports';

/** `rejected`, if that is what the error says. */
export const rejectionIn = (error: unknown): Extract<Failure, { kind: 'rejected' }> | null =>
  error instanceof JiraError && error.failure.kind === 'rejected' ? error.failure : null;

/**
 * Which of the sent fields Jira refused, by field id, with its words. Jira names parts of a field by an ending
 * (`timetracking_originalestimate`).
 */
export const refusedAmong = (
  sent: readonly string[],
  failure: Extract<Failure, { kind: 'rejected' }>,
): Readonly<Record<string, string>> => {
  const refused: Record<string, string> = {};
  for (const [name, reason] of Object.entries(failure.fields)) {
    const id = sent.find((field) => field === name) ?? sent.find((field) => name.startsWith(`${field}_`));
    if (id !== undefined) refused[id] = reason;
  }
  return refused;
};
