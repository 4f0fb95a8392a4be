import { type Stores } from './ports';

interface Marked {
  readonly createdFor: string | null;
}

/**
 * A copy keeps the mark of its pair for ever. Only that of a pair that lives says that the issue belongs to somebody else:
 * the others are taken off what is looked at.
 */
export const onlyLiving = async <T extends Marked>({ links }: Stores, issues: readonly T[]): Promise<readonly T[]> => {
  const marks = issues.flatMap(({ createdFor }) => createdFor ?? []);
  const living = await links.living([...new Set(marks)]);
  return issues.map((issue) =>
    issue.createdFor === null || living.has(issue.createdFor) ? issue : { ...issue, createdFor: null },
  );
};
