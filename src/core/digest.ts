import { createHash } from 'node:crypto';

/** `sha256:<hex>` of a text in UTF-8. The one place in core that needs node:crypto; it is pure all the same. */
export const digest = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
