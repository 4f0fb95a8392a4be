import { type Clock, type Database, type Ids, type Jira, type Log, type PipelineActions } from '../../sync/ports';

/** What the JSON API works with. */
export interface ApiDeps {
  readonly database: Database;
  readonly jira: Jira;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly actions: PipelineActions;
  /** Open invitations that one site may have. */
  readonly openInvitations: number;
}
