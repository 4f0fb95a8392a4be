import { type Half, type TemplateEntry } from '../../host/api-types';
import { call, post } from '../../host/call';

/** A new one, or in the place of `known`. */
export const keepTemplate = (name: string, half: Half, known: TemplateEntry | null): Promise<unknown> =>
  known
    ? call('PUT', `/templates/${encodeURIComponent(known.id)}`, { name, half, version: known.version })
    : post('/templates', { name, half });
