import { type WorkflowEdges } from '../../../sync/ports';
import { type StoreDeps } from './deps';

const NOTE = `
  INSERT INTO workflow_edges (site_id, project_key, issue_type, from_status, to_status)
  SELECT $1, $2, $3, $4, to_status FROM unnest($5::text[]) AS to_status ORDER BY to_status
  ON CONFLICT DO NOTHING`;

const LIST = `
  SELECT from_status AS "from", to_status AS "to" FROM workflow_edges
  WHERE site_id = $1 AND project_key = $2 AND issue_type = $3 ORDER BY from_status, to_status`;

export const workflowEdgesStore = ({ executor }: StoreDeps): WorkflowEdges => ({
  list: (siteId, projectKey, issueType) =>
    executor.sql<{ from: string; to: string }>(LIST, [siteId, projectKey, issueType]),
  note: async (siteId, projectKey, issueType, from, to) => {
    if (to.length > 0) await executor.sql(NOTE, [siteId, projectKey, issueType, from, to]);
  },
});
