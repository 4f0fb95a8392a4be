import { plan } from '../../../src/core/plan';
import { receives, sends, text } from '../../builders';
import { inputOf } from './cast';

test.each([
  ['Incident', 'Story'],
  ['of no row', 'Defect'],
  ['constructor', 'Defect'],
  ['__proto__', 'Defect'],
])('an issue of kind "%s" is created as %s', (kind, type) => {
  const issueType = { from: 'Title', values: { Incident: 'Story' }, otherwise: 'Defect' };
  const create = { project: 'ACM', issueType, defaults: {} };
  const input = inputOf({
    halves: {
      master: { send: { fields: [sends('a', 'Title')], createOn: ['issue_created'] } },
      provider: { receive: { create, fields: [receives('Title', 'b')] } },
    },
    master: text(kind),
    link: { state: 'creating', issues: { master: { id: '1', key: 'M-1' }, provider: null } },
  });
  const alone = { ...input, now: { ...input.now, provider: { state: 'absent' } as const } };
  const [operation] = plan(alone).operations;
  expect(operation).toMatchObject({ kind: 'ensureIssue', side: 'provider', issueType: type });
});
