export const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

const MEDIA_FILE = /\/file\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/binary/i;

/**
 * Media-service id in the address that an attachment's content is redirected to
 * (`https://api.media.atlassian.com/file/<id>/binary?...`): the id that ADF media nodes name.
 */
export const mediaIdIn = (location: string): string | null => MEDIA_FILE.exec(location)?.[1]?.toLowerCase() ?? null;
