/** One thing that is wrong, where it stands, and what to do about it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Why a use case did not act. `notFound` also stands for what belongs to another tenant. */
export type RefusalKind = 'notFound' | 'forbidden' | 'conflict' | 'invalid' | 'unavailable';

/** A use case said no; nothing was changed. The message is meant for the admin who asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly remedy: string | null = null,
    readonly faults: readonly Fault[] | null = null,
  ) {
    super(message);
  }
}

/** The same words for "not there" and "not yours": whoever asks learns nothing about other tenants. */
export const noSuch = (what: string): Refusal =>
  new Refusal('notFound', 'not-found', `There is no such ${what} on your site.`, 'Open it from its list again.');
