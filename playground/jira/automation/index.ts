import type { JsonObject } from '../json';
import type { Cause, Site } from '../site';
import type { IssueRecord } from '../store/records';
import { act, automationUser } from './act';
import { readRule, type Rule } from './rules';

export interface RuleRun {
  readonly rule: number;
  readonly issue: string;
  /** What Jira said against an action; null where all were done. */
  readonly failed: string | null;
}

/** Automation for Jira: rules that are set off by the creation of an issue, and by nothing that automation does. */
export class Automation {
  private rules: Rule[] = [];
  private readonly ran: RuleRun[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private lastId = 0;

  list(): readonly Rule[] {
    return this.rules;
  }

  runs(): readonly RuleRun[] {
    return this.ran;
  }

  /** Rules that have been set off and not carried out yet. */
  get pending(): number {
    return this.timers.size;
  }

  add(body: JsonObject): Rule {
    this.lastId += 1;
    const rule = readRule(this.lastId, body);
    this.rules.push(rule);
    return rule;
  }

  find(id: number): Rule | undefined {
    return this.rules.find((rule) => rule.id === id);
  }

  remove(id: number | null): void {
    this.rules = id === null ? [] : this.rules.filter((rule) => rule.id !== id);
  }

  stop(): void {
    this.timers.forEach(clearTimeout);
    this.timers.clear();
  }

  created(site: Site, cause: Cause, issue: IssueRecord): void {
    for (const rule of this.rules.filter((each) => concerns(site, each, cause, issue))) {
      if (!site.random.chance(rule.probability)) continue;
      const waitMs = site.random.between(...rule.afterMs);
      if (waitMs <= 0) this.run(site, rule, cause, issue.id);
      else this.later(waitMs, () => this.run(site, rule, cause, issue.id));
    }
  }

  private later(waitMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, waitMs);
    this.timers.add(timer);
  }

  private run(site: Site, rule: Rule, cause: Cause, issueId: string): void {
    const actor = rule.actor === 'automation' ? automationUser(site) : cause.actor;
    const failed: string[] = [];
    for (const action of rule.actions) {
      // Each act may replace the record, and somebody may have deleted the issue meanwhile.
      const issue = site.state.issues.find(issueId);
      if (issue === null) break;
      try {
        act(site, { actor, trace: null }, issue, action);
      } catch (error) {
        failed.push(error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error));
      }
    }
    this.ran.push({ rule: rule.id, issue: issueId, failed: failed.length === 0 ? null : failed.join('; ') });
  }
}

function concerns(site: Site, rule: Rule, { actor }: Cause, issue: IssueRecord): boolean {
  const { project, issueTypes, createdBy, enabled } = rule;
  const type = site.state.issueTypes.get(issue.typeId).name;
  return (
    enabled &&
    (project === null || site.state.projects.get(issue.projectId).key === project) &&
    (issueTypes.length === 0 || issueTypes.includes(type)) &&
    (createdBy === 'anyone' || (createdBy === 'app') === (actor.accountType === 'app'))
  );
}
