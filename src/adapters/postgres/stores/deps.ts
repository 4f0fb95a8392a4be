import { type Clock } from '../../../sync/ports';
import { type Executor } from '../executor';
import { type SecretKeys } from '../secrets';

/** What every store is made on. */
export interface StoreDeps {
  readonly executor: Executor;
  readonly keys: SecretKeys;
  readonly clock: Clock;
}
