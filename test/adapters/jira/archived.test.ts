import { context, failureOf, useSetting } from './setting';

const setting = useSetting();

test('an archived issue refuses an edit once, not once for each field', async () => {
  setting.host.on('PUT', '/rest/api/3/issue/10001', {
    status: 400,
    json: { errorMessages: ['Issue SUP-1 is archived. Archived issues cannot be changed.'], errors: {} },
  });
  const site = await setting.site();
  const write = (fieldId: string) =>
    ({
      facet: `field:${fieldId}`,
      fieldId,
      source: null,
      pendingMedia: [],
      excerpt: false,
      mode: 'set',
      value: { kind: 'text', text: 'New' },
    }) as const;
  const fields = [write('summary'), write('customfield_1')];
  const edit = site.perform({ kind: 'setFields', id: 'f', side: 'master', issueId: '10001', fields }, context(site));
  expect(await failureOf(edit)).toMatchObject({ kind: 'rejected' });
  expect(setting.host.calls()).toEqual(['PUT /rest/api/3/issue/10001']);
});
