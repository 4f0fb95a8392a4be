import type { Json } from '../json';
import { findField } from '../fields/catalog';
import type { Site } from '../site';
import type { ScreenField } from '../store/records';
import { fieldFaults } from './changes';

/** Every required field of the screen must hold something afterwards; a 400 names each one that does not. */
export function demandRequired(site: Site, screen: readonly ScreenField[], holds: (fieldId: string) => Json): void {
  const errors: Record<string, string> = {};
  for (const { field, required } of screen) {
    if (!required || holds(field) !== null) continue;
    const name = findField(site, field)?.name ?? field;
    errors[field] = field === 'summary' ? 'You must specify a summary of the issue.' : `${name} is required.`;
  }
  if (Object.keys(errors).length > 0) throw fieldFaults(errors);
}
