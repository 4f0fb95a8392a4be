import { type StatusRef } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import { findProject } from '../metadata/project';
import { statusRef } from '../read/snapshot';
import { searchPage } from '../requests/issues';
import { transitionsOf } from '../requests/transitions';
import { issueShape, searchShape, type TransitionJson, transitionsShape } from '../schemas';
import { type Edge, fold, sameStatus } from './choose-step';

/** Looks at other issues, to learn the workflow. */
const MOST_LOOKS = 8;

/** What one operation knows of the workflow; grows with each look. Status names are folded. */
export interface Journey {
  readonly edges: Edge[];
  /** Where the issue has been. */
  readonly seen: Set<string>;
  readonly explored: Set<string>;
  readonly categories: Map<string, StatusRef['category']>;
  looks: number;
}

export const startJourney = ({ edges }: PerformContext): Journey => ({
  edges: [...edges],
  seen: new Set(),
  explored: new Set(),
  categories: new Map(),
  looks: 0,
});

/** Categories of the project's statuses: only needed where no transition leads straight to the target. */
export const learnCategories = async (
  access: SiteAccess,
  { projectKey }: PerformContext,
  { categories }: Journey,
): Promise<void> => {
  const project = await findProject(access, projectKey);
  for (const type of project?.issueTypes ?? []) {
    for (const { name, category } of type.statuses) categories.set(fold(name), category);
  }
};

export const readTransitions = async (access: SiteAccess, issueId: string): Promise<readonly TransitionJson[]> =>
  (await ask(access, transitionsOf(issueId), transitionsShape)).transitions;

/** Notes what leads out of a status, for this journey and for all later ones. */
export const learn = async (
  { learn: note }: PerformContext,
  journey: Journey,
  from: string,
  transitions: readonly TransitionJson[],
): Promise<void> => {
  journey.explored.add(fold(from));
  for (const { to } of transitions) journey.categories.set(fold(to.name), statusRef(to).category);
  const isKnown = (to: string): boolean =>
    journey.edges.some((edge) => sameStatus(edge.from, from) && sameStatus(edge.to, to));
  const fresh = [...new Set(transitions.map(({ to }) => to.name))].filter((to) => !isKnown(to));
  if (fresh.length === 0) return;
  journey.edges.push(...fresh.map((to) => ({ from, to })));
  await note(from, fresh);
};

/** What leads out of a status for other issues may not for this one: it has been there and seen. */
export const keepOffered = ({ edges }: Journey, from: string, transitions: readonly TransitionJson[]): void => {
  const offered = new Set(transitions.map(({ to }) => fold(to.name)));
  const kept = edges.filter((edge) => !sameStatus(edge.from, from) || offered.has(fold(edge.to)));
  edges.splice(0, edges.length, ...kept);
};

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Looks, read-only, at another issue of the same kind that stands in `status`, to see what leads out of it. */
export const explore = async (
  access: SiteAccess,
  context: PerformContext,
  journey: Journey,
  status: string,
): Promise<void> => {
  journey.explored.add(fold(status));
  if (journey.looks === MOST_LOOKS) return;
  journey.looks += 1;
  const { projectKey, issueType } = context;
  const jql = `project = ${quoted(projectKey)} AND issuetype = ${quoted(issueType)} AND status = ${quoted(status)}`;
  const { issues } = await ask(access, searchPage(jql, ['id'], 1, null), searchShape);
  const other = issueShape.pick({ id: true }).safeParse(issues[0]);
  if (other.success) await learn(context, journey, status, await readTransitions(access, other.data.id));
};
