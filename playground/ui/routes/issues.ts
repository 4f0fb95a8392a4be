import {
  createFields,
  createIssue,
  deleteIssue,
  editFields,
  editIssue,
  listTransitions,
  moveIssue,
  transitionIssue,
} from '../../client/jira';
import { param, queryText, type Doors } from '../doors';
import { changedFields, oneOf } from '../fields/form';

/** Create, edit, move, delete and the workflow, as the person of the visit. */
export function addIssueActs({ act }: Doors): void {
  act('/create', async ({ session }, posted, request) => {
    const project = queryText(request, 'project');
    const type = queryText(request, 'type');
    const specs = await createFields(session, project, type);
    const made = await createIssue(session, {
      project: { key: project },
      issuetype: { id: type },
      ...changedFields(specs, posted),
    });
    return `/browse/${made.key}`;
  });
  act('/browse/:key/edit', async ({ session }, posted, request) => {
    const key = param(request, 'key');
    const fields = changedFields(await editFields(session, key), posted);
    if (Object.keys(fields).length > 0) await editIssue(session, key, { fields });
    return `/browse/${key}`;
  });
  act('/browse/:key/transitions/:id', async ({ session }, posted, request) => {
    const key = param(request, 'key');
    const id = param(request, 'id');
    const transition = (await listTransitions(session, key)).find((each) => each.id === id);
    await transitionIssue(session, key, id, changedFields(transition?.fields ?? [], posted));
    return `/browse/${key}`;
  });
  act('/browse/:key/move', async ({ session }, posted, request) => {
    const moved = await moveIssue(session, param(request, 'key'), oneOf(posted, 'project'), oneOf(posted, 'type'));
    return `/browse/${moved.key}`;
  });
  act('/browse/:key/delete', async ({ session }, _posted, request) => {
    const key = param(request, 'key');
    await deleteIssue(session, key);
    return `/projects/${key.replace(/-\d+$/, '')}`;
  });
}
