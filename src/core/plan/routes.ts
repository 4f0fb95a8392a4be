import type { FacetKey, Half, PerSide, ReceiveField, SendField, Side, When } from '../model';
import { otherSide } from '../model';

/** One contract field in one direction: how it leaves the one side and enters the other. */
export interface Route {
  readonly name: string;
  readonly from: Side;
  readonly to: Side;
  readonly send: SendField;
  readonly receive: ReceiveField;
  readonly when: When;
}

/** A contract field that is kept in step: both ways over the same two fields, or one way. */
export interface FieldFacet {
  readonly key: FacetKey;
  readonly name: string;
  /** Field id on each side. */
  readonly fields: PerSide<string>;
  /** By the side that sends; null where the contract has no such direction. */
  readonly routes: PerSide<Route | null>;
}

/** The stricter of what both halves say. */
const stricter = (one: When, two: When): When => {
  if (one === 'onCreate' || two === 'onCreate') return 'onCreate';
  return one === 'ifEmpty' || two === 'ifEmpty' ? 'ifEmpty' : 'always';
};

/** Everything that one side sends and the other takes. A name that is sent twice goes by its first rule. */
export function routesFrom(halves: PerSide<Half>, from: Side): readonly Route[] {
  const to = otherSide(from);
  return halves[to].receive.fields.flatMap((receive): readonly Route[] => {
    const send = halves[from].send.fields.find((rule) => rule.as === receive.from);
    if (receive.from === null || send === undefined) return [];
    return [{ name: receive.from, from, to, send, receive, when: stricter(send.when, receive.when) }];
  });
}

const isReverse = (there: Route, back: Route): boolean =>
  back.name === there.name && back.send.field === there.receive.field && back.receive.field === there.send.field;

const fieldsOf = ({ from, send, receive }: Route): PerSide<string> =>
  from === 'master' ? { master: send.field, provider: receive.field } : { master: receive.field, provider: send.field };

const oneWay = (route: Route): FieldFacet => ({
  key: `field:${route.name}>${route.to}`,
  name: route.name,
  fields: fieldsOf(route),
  routes: route.from === 'master' ? { master: route, provider: null } : { master: null, provider: route },
});

const twoWay = (there: Route, back: Route): FieldFacet => ({
  key: `field:${there.name}`,
  name: there.name,
  fields: fieldsOf(there),
  routes: { master: there, provider: back },
});

/** A name that fills several fields of one side makes several facets; all but the first are numbered. */
function numbered(facets: readonly FieldFacet[]): readonly FieldFacet[] {
  const seen = new Map<FacetKey, number>();
  return facets.map((facet) => {
    const count = (seen.get(facet.key) ?? 0) + 1;
    seen.set(facet.key, count);
    return count === 1 ? facet : { ...facet, key: facet.key.replace(/^field:[^>]*/, `$&#${count}`) };
  });
}

/** The field facets of a contract, in the order of the halves. */
export function fieldFacets(halves: PerSide<Half>): readonly FieldFacet[] {
  const there = routesFrom(halves, 'master');
  const back = [...routesFrom(halves, 'provider')];
  const facets = there.map((route) => {
    const at = back.findIndex((each) => isReverse(route, each));
    const [reverse] = at < 0 ? [] : back.splice(at, 1);
    return reverse === undefined ? oneWay(route) : twoWay(route, reverse);
  });
  return numbered([...facets, ...back.map(oneWay)]);
}

/** The direction works after creation as well. */
export const isLive = (route: Route | null): route is Route => route !== null && route.when !== 'onCreate';
