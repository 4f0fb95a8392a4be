import { FIELD_TYPES, fieldTypeOf, isSet, kindOf } from '../../../src/core/map';
import { meta } from './support/metas';

const STANDARD = 'com.atlassian.jira.plugin.system.customfieldtypes:';

describe('fieldTypeOf', () => {
  it.each([
    ['summary', 'string', 'text'],
    ['description', 'string', 'richText'],
    ['environment', 'string', 'richText'],
    ['priority', 'priority', 'priority'],
    ['labels', 'array', 'labels'],
    ['components', 'array', 'components'],
    ['versions', 'array', 'versions'],
    ['fixVersions', 'array', 'versions'],
    ['duedate', 'date', 'date'],
    ['resolution', 'resolution', 'resolution'],
    ['issuetype', 'issuetype', 'issueType'],
    ['parent', 'issuelink', 'parent'],
    ['timetracking', 'timetracking', 'timeTracking'],
    ['assignee', 'user', 'user'],
    ['reporter', 'user', 'user'],
    ['status', 'status', 'unsupported'],
    ['attachment', 'array', 'unsupported'],
  ])('system field %s', (system, type, expected) => {
    expect(fieldTypeOf({ type, system }, system)).toBe(expected);
  });

  it.each([
    ['textfield', 'text'],
    ['textarea', 'richText'],
    ['float', 'number'],
    ['datepicker', 'date'],
    ['datetime', 'dateTime'],
    ['select', 'option'],
    ['radiobuttons', 'option'],
    ['multiselect', 'options'],
    ['multicheckboxes', 'options'],
    ['cascadingselect', 'cascade'],
    ['userpicker', 'user'],
    ['multiuserpicker', 'users'],
    ['people', 'users'],
    ['labels', 'labels'],
    ['url', 'url'],
    ['version', 'version'],
    ['multiversion', 'versions'],
    ['readonlyfield', 'unsupported'],
    ['grouppicker', 'unsupported'],
  ])('custom field %s', (custom, expected) => {
    expect(fieldTypeOf({ type: 'any', custom: STANDARD + custom }, 'customfield_1')).toBe(expected);
  });

  it('goes by the id where there is no schema, and never takes a custom field for a system one', () => {
    expect(fieldTypeOf(undefined, 'summary')).toBe('text');
    expect(fieldTypeOf(undefined, 'customfield_1')).toBe('unsupported');
    expect(fieldTypeOf({ custom: 'com.vendor:thing', system: 'summary' }, 'summary')).toBe('unsupported');
  });

  it('knows a kind and a merge rule of every type', () => {
    const sets = FIELD_TYPES.filter((type) => isSet(meta(type)));
    expect([...sets].sort()).toEqual(['components', 'labels', 'options', 'users', 'versions']);
    expect(sets.map(kindOf).every((kind) => kind === 'options' || kind === 'users')).toBe(true);
  });
});
