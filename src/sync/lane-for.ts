import { type Link } from '../core/model';
import { type LinkAddress, linkLane } from './lane-key';
import { type Stores } from './ports';

/** An open pair's own lane. In place of a pair that ended a new one begins, in a lane that asking twice names alike. */
export const laneFor = async (stores: Stores, address: LinkAddress, link: Link | null): Promise<string> => {
  if (link === null) return linkLane(address);
  if (link.state === 'closed') return linkLane({ ...address, replaces: link.id });
  return (await stores.links.laneOf(link.id)) ?? linkLane(address);
};
