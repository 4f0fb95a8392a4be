import { type Migration } from './migration';

/** A link is found by its lane on every run, and by its issue (closed ones too) on every sweep and request. */
export const linksByLane: Migration = {
  name: '0010-links-by-lane',
  up: (run) =>
    run(`
      CREATE INDEX links_lane ON links (lane);
      CREATE INDEX links_contract_master_issue ON links (contract_id, master_issue_id);
      CREATE INDEX links_contract_provider_issue ON links (contract_id, provider_issue_id);
    `),
};
