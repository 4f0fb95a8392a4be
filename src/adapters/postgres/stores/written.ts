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

// The clock of Postgres, not of the transaction: two values of one transaction have an order too.
const NOTE_FIELD = `
  INSERT INTO written_fields (site_id, issue_id, field_id, link_id, value, written_at)
  VALUES ($1, $2, $3, $4, $5::json, clock_timestamp())
  ON CONFLICT (site_id, issue_id, field_id, link_id) DO UPDATE
  SET value = excluded.value, written_at = excluded.written_at`;

const FOREIGN = `
  SELECT DISTINCT ON (field_id) field_id AS "fieldId", value FROM written_fields
  WHERE site_id = $1 AND issue_id = $2 AND link_id <> $3 ORDER BY field_id, written_at DESC`;

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
    const rows = await executor.sql<{ fieldId: string; value: ForeignValue }>(FOREIGN, [siteId, issueId, exceptLink]);
    return Object.fromEntries(rows.map(({ fieldId, value }) => [fieldId, value]));
  },
  noteField: async ({ siteId, issueId, fieldId, linkId, value }) => {
    await executor.sql(NOTE_FIELD, [siteId, issueId, fieldId, linkId, JSON.stringify(value)]);
  },
});
