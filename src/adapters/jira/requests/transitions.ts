import { type Json } from '../../../core/model';
import { get, type JiraRequest, post } from '../http/request';

const TRANSITIONS = '/rest/api/3/issue/{issueIdOrKey}/transitions';

/** What leads out of the issue's present status, with the fields of each transition's screen. */
export const transitionsOf = (issueId: string): JiraRequest =>
  get(TRANSITIONS, { issueIdOrKey: issueId }, { expand: 'transitions.fields' });

export const doTransition = (
  issueId: string,
  transitionId: string,
  fields: Readonly<Record<string, Json>>,
  trace: string,
): JiraRequest =>
  post(
    TRANSITIONS,
    { issueIdOrKey: issueId },
    { transition: { id: transitionId }, ...(Object.keys(fields).length === 0 ? {} : { fields }) },
    { issueId, trace },
  );
