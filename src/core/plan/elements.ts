import type { BaseValue, Value } from '../model';
import { type Omission, printOf } from '../map';
import { type Carried, carry } from './carry';
import { type Desk } from './desk';
import { type Route } from './routes';
import { type Scene } from './scene';

export const elementsNow = ({ elements }: BaseValue): readonly string[] => elements ?? [];

export interface Stuck {
  readonly element: string;
  readonly why: Extract<Carried, { is: 'problem' }>;
}

/** Elements of the source in the target's words. */
export interface Mapped {
  readonly elements: readonly string[];
  readonly skipped: readonly Omission[];
  /** Those that an admin has to find a counterpart for. */
  readonly stuck: readonly Stuck[];
}

/** One member as a set of its own: an option's label, or a person. */
function single(element: string, whole: Value, isUsers: boolean): Value {
  if (!isUsers) return { kind: 'options', labels: [element] };
  const known = whole.kind === 'users' ? whole.users.find(({ accountId }) => accountId === element) : undefined;
  return { kind: 'users', users: [known ?? { accountId: element, name: element }] };
}

/** Each element goes through the tables on its own, so that one that has no counterpart does not hold back the others. */
export function mapElements(scene: Scene, route: Route, { now }: Desk, elements: readonly string[]): Mapped {
  const { value, meta } = now[route.from];
  const skipped: Omission[] = [];
  const stuck: Stuck[] = [];
  const mapped = new Set<string>();
  for (const element of elements) {
    const carried = carry(scene, route, now[route.to].meta, single(element, value, meta.type === 'users'));
    if (carried.is === 'problem') stuck.push({ element, why: carried });
    else if (carried.is === 'skip') skipped.push({ code: carried.code, reason: carried.reason });
    else {
      skipped.push(...carried.omitted);
      for (const each of elementsNow(printOf(carried.value))) mapped.add(each);
    }
  }
  return { elements: [...mapped], skipped, stuck };
}
