import { type VNode } from 'preact';
import { type Place } from '../host/route';
import { route as activity } from './activity/route';
import { route as conflicts } from './conflicts/route';
import { route as connections } from './connections/route';
import { route as contract } from './contract/route';
import { route as overview } from './overview/route';
import { route as problems } from './problems/route';
import { route as templates } from './templates/route';
import { route as users } from './users/route';

/** A page for a place, or null where the place belongs to another. Each area has one; the order is of no matter. */
export type Route = (place: Place) => VNode | null;

export const routes: readonly Route[] = [
  activity,
  conflicts,
  connections,
  contract,
  overview,
  problems,
  templates,
  users,
];
