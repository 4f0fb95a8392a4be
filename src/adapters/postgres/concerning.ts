import { type Side } from '../../core/model';
import { type Concern } from '../../sync/ports';
import { type Executor } from './executor';

interface ConcernRow {
  contractId: string;
  side: Side;
  lane: string | null;
  linkId: string | null;
  wasOn: boolean;
}

/**
 * The issue's links on this site, and the halves that look at its project; an open link before a closed one. Three
 * index look-ups for each side: this stands on the webhook's path.
 */
const ofSide = (side: Side): string => `
  SELECT contract_id, '${side}' AS side, lane, id AS link_id, state = 'closed' AS closed, linked_at
  FROM links WHERE ${side}_site = $1 AND ${side}_issue_id = $2
  UNION ALL
  SELECT contracts.id, '${side}', NULL, NULL, true, NULL
  FROM contracts JOIN connections ON connections.id = contracts.connection_id
  WHERE contracts.${side}_project = $3 AND connections.${side}_site = $1`;

const CONCERNING = `
  SELECT DISTINCT ON (found.contract_id, found.side)
    found.contract_id AS "contractId", found.side, found.lane, found.link_id AS "linkId",
    CASE found.side WHEN 'master' THEN master_enabled_at ELSE provider_enabled_at END IS NOT NULL AS "wasOn"
  FROM (${ofSide('master')} UNION ALL ${ofSide('provider')}) found
  JOIN contracts ON contracts.id = found.contract_id
    AND contracts.master_removed_at IS NULL AND contracts.provider_removed_at IS NULL
  JOIN connections ON connections.id = contracts.connection_id AND connections.state = 'active'
  ORDER BY found.contract_id, found.side, found.closed, found.linked_at DESC NULLS LAST`;

export const concerning = (
  executor: Executor,
  siteId: string,
  issueId: string,
  projectKey: string | null,
): Promise<readonly Concern[]> => executor.sql<ConcernRow>(CONCERNING, [siteId, issueId, projectKey]);
