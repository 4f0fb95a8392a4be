import { placeWords, valueWords } from '../../views/scripts/admin/versions/change-words';

const FIELDS = new Map([['customfield_1', 'Root cause']]);

it.each([
  ['scope.issueTypes', 'Issue types'],
  ['send.fields[Title].when', 'Field you send “Title”, when'],
  ['send.fields[A.b [c]].values.High', 'Field you send “A.b [c]”, options, “High”'],
  ['receive.workflow[done from A to B].via', 'What you do when told “done from A to B”, on the way through'],
  ['conflict', 'When both sides changed the same'],
  ['somethingNew.inside', 'somethingNew.inside'],
])('%s is called %s', (path, wanted) => expect(placeWords(path)).toBe(wanted));

it.each<[string, unknown, string]>([
  ['scope.issueTypes', ['Bug', 'Incident'], 'Bug, Incident'],
  ['scope.jql', '', 'nothing'],
  ['send.createOn', ['issue_created', 'manual'], 'when it is created, when somebody asks for it on the issue'],
  ['send.updateOn', [{ transition: { from: null, to: 'Done' } }], 'when it reaches the status Done'],
  ['send.fields[X].relay', true, 'yes'],
  [
    'send.fields[X]',
    { field: 'customfield_1', as: 'Cause', values: {}, otherwise: null, when: 'ifEmpty' },
    'Your field: Root cause\nName in the contract: Cause\nwhen: only if the field is empty',
  ],
  ['receive.fields[X]', { field: 'gone_1', values: { A: 'B' } }, 'Your field: gone_1\noptions: A: B'],
])('%s with %j is told in words', (path, value, wanted) => expect(valueWords(path, value, FIELDS)).toBe(wanted));
