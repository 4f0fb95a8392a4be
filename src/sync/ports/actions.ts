import type { PerSide, Plan, Side } from '../../core/model';
import type { RequestPreview } from './jira';
import type { Choice } from './records';

/** What would happen now to one issue under one contract. Nothing of it was written anywhere. */
export interface PreviewResult {
  readonly linkId: string | null;
  /** Null where nothing can be planned; `why` then says the reason in one sentence. */
  readonly plan: Plan | null;
  /** Contract field -> value in contract words, by the side that would get it. */
  readonly sent: PerSide<Readonly<Record<string, string>>>;
  readonly requests: readonly (RequestPreview & { readonly side: Side })[];
  readonly why: string | null;
}

/** Sides pause and resume their own; within one site both at once. */
export interface PauseRequest {
  readonly linkId: string;
  readonly sides: readonly Side[];
  readonly paused: boolean;
  readonly actor: string;
}

/** What was deleted or is still there; what is to be deleted or kept. */
export type ProblemAnswer = 'deleted' | 'still-there' | 'delete' | 'keep';

/** What the JSON API asks of the pipeline. Rights are checked before: these act. */
export interface PipelineActions {
  /** Plan and requests for an issue under a contract, nothing written. */
  preview(contractId: string, side: Side, issueIdOrKey: string): Promise<PreviewResult>;
  /** Queues a manual create (or update) of this issue. */
  requestCreate(contractId: string, side: Side, issueId: string, actor: string): Promise<void>;
  /** Looks at both issues again; counts as a manual trigger of the side that asks. */
  wakeLink(linkId: string, side: Side, actor: string): Promise<void>;
  /** A comment of this issue is shared, or no longer so: Jira tells nobody of a mark, so the pairs are looked at. */
  commentShared(siteId: string, issueId: string): Promise<void>;
  setLinkPaused(request: PauseRequest): Promise<void>;
  unlink(linkId: string, actor: string): Promise<void>;
  retryProblem(problemId: string, actor: string): Promise<void>;
  /** For problems that are questions: an answer that it does not have changes nothing. */
  answerProblem(problemId: string, answer: ProblemAnswer, actor: string): Promise<void>;
  /** `side` stands for who asks: with both values, that side's come first. A decided conflict may be chosen anew. */
  chooseConflict(conflictId: string, choice: Choice, side: Side, actor: string): Promise<void>;
  /** The contract started or stopped running: (re)schedule its sweep, wake what waited. */
  contractChanged(contractId: string): Promise<void>;
}
