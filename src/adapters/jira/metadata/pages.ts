/** Reads every page of a list that Jira numbers by `startAt`; ends at the total, or at a page without anything. */
export const allPages = async <T>(
  page: (startAt: number) => Promise<{ readonly values: readonly T[]; readonly total?: number | undefined }>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for (;;) {
    const { values, total } = await page(found.length);
    found.push(...values);
    if (values.length === 0 || found.length >= (total ?? 0)) return found;
  }
};
