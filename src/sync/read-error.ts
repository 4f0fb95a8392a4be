import { JiraError } from './ports';

/** A failed reading of what all issues of a contract share: the answer to its JQL, or the fields of its project. */
export class ReadError extends JiraError {
  constructor(
    readonly what: 'scope' | 'catalog',
    { failure, siteId }: JiraError,
    cause: unknown,
  ) {
    super(failure, { cause }, siteId);
  }
}

/** Says of a failure what was being read. */
export const reading = async <T>(what: ReadError['what'], work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof JiraError ? new ReadError(what, error, error) : error;
  }
};
