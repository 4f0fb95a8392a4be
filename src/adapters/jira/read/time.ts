/** Jira writes `2026-11-24T10:00:00.000+0000`; core wants ISO 8601 in UTC. An unreadable time is kept as it came. */
export const isoTime = (text: string): string => {
  const at = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
};
