/** Reading of untyped JSON: each returns null where the shape is another. */
export const asRecord = (raw: unknown): Readonly<Record<string, unknown>> | null =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null;

export const asText = (raw: unknown): string | null => (typeof raw === 'string' && raw !== '' ? raw : null);

export const asNumber = (raw: unknown): number | null => (typeof raw === 'number' && Number.isFinite(raw) ? raw : null);

export const textAt = (raw: unknown, key: string): string | null => asText(asRecord(raw)?.[key]);

/** Members of an array that `read` understands. */
export const readEach = <T>(raw: unknown, read: (item: unknown) => T | null): readonly T[] =>
  Array.isArray(raw) ? raw.map(read).filter((item): item is T & {} => item !== null) : [];
