import type { FacetKey, ProblemDraft, RecentWrite, Side } from '../model';
import { type Scene } from './scene';

/** Deliveries of one facet in turn to both sides that are still taken for people at work. */
export const MOST_ALTERNATING = 6;

export const WINDOW_MS = 5 * 60 * 1000;

/** Deliveries still inside the window at `at`, oldest first. */
export const within = (recent: readonly RecentWrite[], at: string): readonly RecentWrite[] =>
  recent.filter((write) => Date.parse(at) - Date.parse(write.at) < WINDOW_MS);

/** How many deliveries of the facet, counted back from now, went to the two sides in turn. */
function alternating(recent: readonly RecentWrite[], next: Side): number {
  let expected = next;
  let count = 0;
  for (const { side } of [...recent].reverse()) {
    if (side === expected) return count;
    expected = side;
    count += 1;
  }
  return count;
}

/** People who add labels on both sides make deliveries in turn as well; only automations make the same ones again. */
const repeats = (recent: readonly RecentWrite[], print: string): boolean =>
  recent.filter((write) => write.print === print).length >= MOST_ALTERNATING / 3;

/** Two automations that answer each other: stopped before the next delivery, with a problem that names both sides. */
export function pingPong(
  scene: Scene,
  facet: { readonly key: FacetKey; readonly name: string; readonly isSet?: boolean },
  to: Side,
  print: string,
): ProblemDraft | null {
  const recent = within(scene.link.recent ?? [], scene.input.at).filter((write) => write.facet === facet.key);
  if (alternating(recent, to) < MOST_ALTERNATING) return null;
  if (facet.isSet === true && !repeats(recent, print)) return null;
  return {
    facet: facet.key,
    side: 'master',
    code: 'ping-pong',
    subject: facet.name === '' ? 'Workflow' : `Field "${facet.name}"`,
    cause:
      `It went ${MOST_ALTERNATING} times within five minutes to the master and the provider in turn: ` +
      `an edit at the master and an edit at the provider answer each other, most likely two automation rules.`,
    remedy: 'Stop one of the two rules, then try again.',
    print,
  };
}
