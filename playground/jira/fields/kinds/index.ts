import type { FieldKind } from '../kind';
import { labels } from './labels';
import * as named from './named';
import { cascade, option, optionSet } from './options';
import { parent } from './parent';
import { richText } from './rich-text';
import { date, dateTime, number } from './scalar';
import { summary, textField, url } from './text';
import { timeTracking } from './time-tracking';
import { assignee, reporter, user, userSet } from './users';

/** Every kind by name. Custom kinds carry the last part of Atlassian's type key. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  summary,
  textfield: textField,
  textarea: richText,
  float: number,
  datepicker: date,
  datetime: dateTime,
  url,
  select: option,
  radiobuttons: option,
  multiselect: optionSet,
  multicheckboxes: optionSet,
  cascadingselect: cascade,
  userpicker: user,
  multiuserpicker: userSet,
  labels,
  version: named.version,
  multiversion: named.versionSet,
  components: named.componentSet,
  priority: named.priority,
  resolution: named.resolution,
  issuetype: named.issueType,
  security: named.securityLevel,
  project: named.project,
  assignee,
  reporter,
  parent,
  timetracking: timeTracking,
};

export function kindOf(name: string): FieldKind {
  const kind = KINDS[name];
  if (!kind) throw new Error(`No field kind ${name}`);
  return kind;
}
