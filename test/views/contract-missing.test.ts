import { missingOf } from '../../views/scripts/admin/contract/missing';
import { type Contract, type Half } from '../../views/scripts/host/api-types';

const contract = (half: Half | null, partner: Partial<Contract['partner']>): Contract => ({
  id: 'c',
  name: 'Defects',
  connectionId: 'x',
  side: 'master',
  version: 1,
  enabled: false,
  linkedIssues: 0,
  pairRequests: 0,
  openProblems: 0,
  openConflicts: 0,
  half,
  partner: {
    fields: [],
    signals: [],
    createsIssues: false,
    sendsComments: false,
    sendsAttachments: false,
    acceptsIssues: true,
    acceptsComments: false,
    acceptsAttachments: false,
    conflict: null,
    enabled: true,
    written: true,
    removed: false,
    ...partner,
  },
});
const scope = { project: 'SUP' };
const sending: Half = { scope, send: { createOn: ['issue_created'] } };

test.each([
  ['nothing, where all is there', sending, {}, []],
  ['a side that does nothing', { scope }, {}, ['sendsAndTakesNothing']],
  ['a side that can only follow', { scope, send: { updateOn: ['comment'] } }, {}, ['startsAndTakesNone']],
  ['a partner who has not begun', sending, { written: false, enabled: false }, ['partnerNotWritten']],
  ['a partner who takes no issue', sending, { acceptsIssues: false }, ['partnerTakesNone']],
  ['a partner whose issues nobody takes', sending, { createsIssues: true }, ['partnerIsNotTaken']],
  ['a partner who is off', sending, { enabled: false }, ['partnerOff']],
] as const)('%s', (_what, half, partner, missing) => expect(missingOf(contract(half, partner))).toEqual(missing));
