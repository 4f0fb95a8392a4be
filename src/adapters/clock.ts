import { type Clock } from '../sync/ports';

export const systemClock: Clock = { now: () => new Date() };
