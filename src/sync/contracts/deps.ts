import { type AgreementDeps } from '../agreements';
import { type Jira } from '../ports';

/** What the use cases of a contract work with: those of an agreement, and the live metadata of Jira. */
export interface ContractDeps extends AgreementDeps {
  readonly jira: Jira;
}
