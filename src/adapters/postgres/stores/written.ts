import { type ForeignValue } from '../../../core/model';
import { type Written } from '../../../sync/ports';
import { type StoreDeps } from './deps';

interface ObjectRow {
  kind: 'comment' | 'attachment';
  objectId: string;
  linkId: string;
  mirrors: string | null;
}

const OBJECTS = `
  SELECT kind, object_id AS "objectId", link_id AS "linkId", mirrors
  FROM written_objects WHERE site_id = $1 AND issue_id = $2`;

const NOTE_OBJECT = `
  INSERT INTO written_objects (site_id, issue_id, kind, object_id, link_id, mirrors) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (site_id, kind, object_id) DO UPDATE
  SET issue_id = excluded.issue_id, link_id = excluded.link_id, mirrors = excluded.mirrors`;

const OWN = `
  SELECT value FROM written_fields WHERE site_id = $1 AND issue_id = $2 AND field_id = $3 AND link_id = $4 FOR UPDATE`;

// The clock of Postgres, not of the transaction: two values of one transaction have an order too.
const NOTE_FIELD = `
  INSERT INTO written_fields (site_id, issue_id, field_id, link_id, value, written_at)
  VALUES ($1, $2, $3, $4, $5::json, clock_timestamp())
  ON CONFLICT (site_id, issue_id, field_id, link_id) DO UPDATE
  SET value = excluded.value, written_at = excluded.written_at`;

// A link that ended had the same partner as the link of its contract that took its place.
const FOREIGN = `
  SELECT field_id AS "fieldId", value FROM written_fields
  WHERE site_id = $1 AND issue_id = $2 AND link_id <> $3
    AND link_id NOT IN (
      SELECT ended.id FROM links own JOIN links ended ON ended.contract_id = own.contract_id
      WHERE own.id = $3 AND ended.state = 'closed'
        AND (ended.master_issue_id = $2 OR ended.provider_issue_id = $2))
  ORDER BY written_at`;

interface FieldRow {
  fieldId: string;
  value: ForeignValue;
}

/** The later whole value; every member that either of them put into a set. */
const joined = (earlier: ForeignValue | undefined, later: ForeignValue): ForeignValue => {
  if (!earlier?.elements) return later;
  const elements = [...new Set([...earlier.elements, ...(later.elements ?? [])])];
  return { ...later, elements, ...(earlier.sealed === true ? { sealed: true } : {}) };
};

export const writtenStore = ({ executor }: StoreDeps): Written => ({
  objects: async (siteId, issueId) => {
    const rows = await executor.sql<ObjectRow>(OBJECTS, [siteId, issueId]);
    const ofKind = (kind: ObjectRow['kind']) => rows.filter((row) => row.kind === kind);
    return {
      comments: Object.fromEntries(
        ofKind('comment').map(({ objectId, linkId, mirrors }) => [objectId, { linkId, mirrors }]),
      ),
      attachments: Object.fromEntries(ofKind('attachment').map(({ objectId, linkId }) => [objectId, linkId])),
    };
  },
  noteObject: async ({ siteId, issueId, kind, objectId, linkId, mirrors }) => {
    await executor.sql(NOTE_OBJECT, [siteId, issueId, kind, objectId, linkId, mirrors]);
  },
  foreign: async (siteId, issueId, exceptLink) => {
    const rows = await executor.sql<FieldRow>(FOREIGN, [siteId, issueId, exceptLink]);
    const fields = new Map<string, ForeignValue>();
    for (const { fieldId, value } of rows) fields.set(fieldId, joined(fields.get(fieldId), value));
    return Object.fromEntries(fields);
  },
  noteField: ({ siteId, issueId, fieldId, linkId, value }) =>
    executor.atomically(async (inside) => {
      const place = [siteId, issueId, fieldId, linkId];
      const [own] = await inside.sql<Pick<FieldRow, 'value'>>(OWN, place);
      await inside.sql(NOTE_FIELD, [...place, JSON.stringify(joined(own?.value, value))]);
    }),
});
