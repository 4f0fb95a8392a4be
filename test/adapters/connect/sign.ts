import { createHmac, createSign } from 'node:crypto';
import {
  AsymmetricAlgorithm,
  createQueryStringHash,
  encodeAsymmetric,
  encodeSymmetric,
  fromMethodAndUrl,
  SymmetricAlgorithm,
} from 'atlassian-jwt';

export type Claims = Readonly<Record<string, unknown>>;

export const seconds = (): number => Math.floor(Date.now() / 1000);

export const hashOf = (method: string, url: string): string =>
  createQueryStringHash(fromMethodAndUrl(method, url), false, '');

/** As Atlassian signs `installed` and `uninstalled`. */
export const signRs256 = (claims: Claims, privatePem: string, kid: string): string =>
  encodeAsymmetric(claims, privatePem, AsymmetricAlgorithm.RS256, { kid });

/** As a site signs pages, webhooks and context tokens. */
export const signHs256 = (claims: Claims, secret: string): string =>
  encodeSymmetric(claims, secret, SymmetricAlgorithm.HS256);

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Any header whatever, to forge tokens that the library refuses to make. */
export const forge = (header: object, claims: Claims, key: string | null): string => {
  const signed = `${encode(header)}.${encode(claims)}`;
  if (key === null) return `${signed}.`;
  if (key.includes('PRIVATE KEY')) return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};
