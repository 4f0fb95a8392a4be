import { sameJson, type Json } from '../json';
import type { Cause, Site } from '../site';
import type { IssueRecord } from '../store/records';
import { announce } from './events';

/** Sets or (null) removes an entity property of an issue. It is not an edit: `updated` stays. */
export function writeProperty(site: Site, cause: Cause, issue: IssueRecord, key: string, value: Json): void {
  if (value !== null && sameJson(issue.properties[key], value)) return;
  if (value === null) delete issue.properties[key];
  else issue.properties[key] = value;
  site.state.issues.put(issue);
  const event = value === null ? 'issue_property_deleted' : 'issue_property_set';
  announce(site, { event, issue, flow: 'Primary', cause, extra: { property: { key, value } } });
}
