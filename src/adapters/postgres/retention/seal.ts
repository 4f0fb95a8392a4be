import { sealedValue } from '../../../core/map';
import { type ForeignValue } from '../../../core/model';
import { type Executor } from '../executor';

export interface WrittenRow {
  siteId: string;
  issueId: string;
  fieldId: string;
  linkId: string;
  value: ForeignValue;
}

const SEAL = `
  UPDATE written_fields w SET value = sealed.value::json
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
    AS sealed (site_id, issue_id, field_id, link_id, value)
  WHERE w.site_id = sealed.site_id AND w.issue_id = sealed.issue_id AND w.field_id = sealed.field_id
    AND w.link_id = sealed.link_id`;

/** Values that are told apart as before, and read by nobody. In TypeScript: Postgres refuses half a surrogate pair. */
export const sealValues = async (executor: Executor, rows: readonly WrittenRow[]): Promise<void> => {
  const open = rows.filter(({ value }) => value.sealed !== true);
  if (open.length === 0) return;
  await executor.sql(SEAL, [
    open.map(({ siteId }) => siteId),
    open.map(({ issueId }) => issueId),
    open.map(({ fieldId }) => fieldId),
    open.map(({ linkId }) => linkId),
    open.map(({ value }) => JSON.stringify(sealedValue(value))),
  ]);
};
