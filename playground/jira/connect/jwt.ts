import {
  createQueryStringHash,
  decodeSymmetric,
  encodeSymmetric,
  fromMethodAndUrl,
  getAlgorithm,
  SymmetricAlgorithm,
} from 'atlassian-jwt';
import type { Json, JsonObject } from '../json';

const LIFE_SECONDS = 180;

/** Claims of a token that is bound to one request: `qsh` over method, path below the base address, and query. */
export function boundClaims(issuer: string, method: string, url: string, baseUrl: string, now: number): JsonObject {
  const iat = Math.floor(now / 1000);
  const target = new URL(url);
  const base = new URL(baseUrl).pathname.replace(/\/$/, '');
  const below = `${target.pathname.slice(base.length) || '/'}${target.search}`;
  return { iss: issuer, iat, exp: iat + LIFE_SECONDS, qsh: hashOf(method, below) };
}

/** `path` with its query, relative to the base address. */
export const hashOf = (method: string, path: string): string =>
  createQueryStringHash(fromMethodAndUrl(method.toUpperCase(), path));

export const signHs256 = (claims: JsonObject, secret: string): string =>
  encodeSymmetric(claims, secret, SymmetricAlgorithm.HS256);

/** Claims of a token without looking at its signature: only to learn whose secret to check it with. */
export function peek(token: string): JsonObject | null {
  const part = token.split('.')[1];
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as JsonObject;
  } catch {
    return null;
  }
}

export function verifyHs256(token: string, secret: string): JsonObject | null {
  try {
    if (getAlgorithm(token) !== 'HS256') return null;
    return decodeSymmetric(token, secret, SymmetricAlgorithm.HS256) as Record<string, Json>;
  } catch {
    return null;
  }
}
