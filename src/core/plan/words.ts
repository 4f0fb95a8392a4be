import type { Side } from '../model';

/** A contract field as it is named to people. */
export const quoted = (name: string): string => `"${name}"`;

/** The owner of something, in words. */
export const of = (side: Side): string => `the ${side}'s`;

/** ISO time -> `2026-01-31 09:05 UTC`, for comment headers. */
export const readableTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
