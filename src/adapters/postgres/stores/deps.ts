import { type Clock } from '../../../sync/ports';
import { type Executor } from '../executor';
import { type SecretKeys } from '../secrets';

/** What every store is made on. */
export interface StoreDeps {
  readonly executor: Executor;
  readonly keys: SecretKeys;
  readonly clock: Clock;
  /** Time for leases and due times in place of Postgres' own: null, but where a test moves the clock. */
  readonly time: () => Date | null;
  /** Revisions of the links that this run read, by id; absent where nobody runs. */
  readonly revisions?: Map<string, number>;
}
