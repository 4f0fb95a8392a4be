import type { Automation } from './automation';
import type { SiteClock } from './clock';
import type { Settings } from './control/settings';
import type { Faults } from './control/faults';
import type { CallCounters } from './control/counters';
import type { RequestLog } from './control/request-log';
import type { FileStore } from './files/file-store';
import type { SearchIndex } from './jql/search-index';
import type { Random } from './random';
import type { State } from './store/state';
import type { UserRecord } from './store/records';
import type { Outbox } from './webhooks/outbox';
import type { WriteBrake } from './http/write-brake';
import type { KeyIndex } from './issues/key-index';

export type Log = (line: string, detail?: Record<string, unknown>) => void;

/** One simulated Jira site: what it remembers and the parts that its functions need. */
export interface Site {
  readonly name: string;
  readonly title: string;
  /** Base address, without a slash at its end. Known once the server listens. */
  url: string;
  /** Address of the media host: another port, as in Jira another host. */
  mediaUrl: string;
  readonly state: State;
  readonly clock: SiteClock;
  readonly random: Random;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly counters: CallCounters;
  readonly requests: RequestLog;
  readonly files: FileStore;
  readonly index: SearchIndex;
  readonly keys: KeyIndex;
  readonly outbox: Outbox;
  readonly automation: Automation;
  readonly brake: WriteBrake;
  readonly log: Log;
}

/** Who causes a change, and the trace that the causing call carried. */
export interface Cause {
  readonly actor: UserRecord;
  readonly trace: string | null;
}
