import { type Half, type Project } from '../../../host/api-types';
import { type PictureInput, type PictureStatus, type Step } from './picture';

type Send = NonNullable<Half['send']>;
type Receive = NonNullable<Half['receive']>;
export type SendStep = NonNullable<Send['workflow']>[number];
export type ReceiveStep = NonNullable<Receive['workflow']>[number];

export const sendSteps = ({ send }: Half): readonly SendStep[] => send?.workflow ?? [];
export const receiveSteps = ({ receive }: Half): readonly ReceiveStep[] => receive?.workflow ?? [];

export const withSendSteps = (half: Half, workflow: readonly SendStep[]): Half => ({
  ...half,
  send: { ...half.send, workflow },
});
export const withReceiveSteps = (half: Half, workflow: readonly ReceiveStep[]): Half => ({
  ...half,
  receive: { ...half.receive, workflow },
});

/** Statuses of the issue types in scope, each once, in the order in which Jira tells them. */
export const statusesOf = (half: Half, project: Project | null): readonly PictureStatus[] => {
  const wanted = half.scope.issueTypes ?? [];
  const types = (project?.issueTypes ?? []).filter(
    ({ id, name }) => wanted.length === 0 || wanted.includes(name) || wanted.includes(id),
  );
  const found = new Map<string, PictureStatus>();
  for (const { name, category } of types.flatMap(({ statuses }) => statuses)) {
    if (!found.has(name)) found.set(name, { name, category, missing: false });
  }
  return [...found.values()];
};

/** `*` stands for every status: it has no box of its own. */
const ANY = '*';

export const pictureOf = (half: Half, project: Project | null): PictureInput => {
  const known = statusesOf(half, project);
  const sends: readonly Step[] = sendSteps(half)
    .filter(({ to, signal }) => to !== '' && to !== ANY && signal !== '')
    .map(({ to, signal }) => ({ status: to, signal }));
  const receives: readonly Step[] = receiveSteps(half)
    .filter(({ to, signal }) => to !== '' && signal !== '')
    .map(({ to, signal }) => ({ status: to, signal }));
  const names = new Set(known.map(({ name }) => name));
  const missing = [...new Set([...sends, ...receives].map(({ status }) => status))].filter((name) => !names.has(name));
  // Before the project is read, a status is not missing: it is only not known yet.
  const extra = missing.map((name) => ({ name, category: 'undefined' as const, missing: project !== null }));
  return { statuses: [...known, ...extra], sends, receives };
};

/** What people call the usual steps; the first that the project has stands for the signal. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  accepted: ['accepted', 'open', 'to do', 'selected for development', 'triaged'],
  started: ['in progress', 'started', 'working', 'doing', 'in development'],
  waiting: ['waiting for customer', 'waiting', 'pending', 'on hold', 'blocked'],
  resolved: ['resolved', 'done', 'fixed', 'completed', 'closed'],
  closed: ['closed', 'done'],
  withdrawn: ['cancelled', 'canceled', 'withdrawn', 'rejected', "won't do", 'declined'],
  reopened: ['reopened', 'open', 'to do'],
};

/** A status for a signal by its name; null where none is a good guess. */
export const suggestStatus = (signal: string, statuses: readonly PictureStatus[]): string | null => {
  const wanted = signal.trim().toLowerCase();
  const names = [wanted, ...(USUAL[wanted] ?? [])];
  for (const name of names) {
    const status = statuses.find((one) => one.name.toLowerCase() === name);
    if (status) return status.name;
  }
  return null;
};
