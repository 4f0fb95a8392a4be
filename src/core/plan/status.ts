import { printOf } from '../map';
import type { BaseValue } from '../model';

/** A status as a baseline: by its name, for names are what halves speak of. */
export const statusBase = (name: string): BaseValue => printOf({ kind: 'text', text: name });

export const sameName = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();
