import { z } from 'zod';
import { TokenError } from '../../sync/ports';

/** Clocks of two healthy machines differ by less; anything longer only widens the time to replay. */
export const LEEWAY_SECONDS = 3;

const MAX_TOKEN_LENGTH = 16_384;

/** Ids come as strings in tokens of Jira, as numbers in some older ones. */
const looseId = z.union([z.string(), z.number()]).transform(String);

const pageContext = z.object({
  user: z.object({ accountId: z.string() }).optional().catch(undefined),
  jira: z
    .object({
      issue: z.object({ id: looseId }).optional().catch(undefined),
      project: z.object({ key: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const claimsSchema = z.object({
  iss: z.string().min(1),
  exp: z.number(),
  iat: z.number().optional(),
  qsh: z.string().min(1),
  aud: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .catch(undefined),
  sub: z.string().min(1).optional(),
  context: pageContext.optional().catch(undefined),
});

export type Claims = z.infer<typeof claimsSchema>;

const headerSchema = z.object({ alg: z.string(), kid: z.string().optional() });

export interface OpenToken {
  readonly header: z.infer<typeof headerSchema>;
  readonly claims: Claims;
  /** What the signature covers: header and claims as they were sent. */
  readonly signed: string;
}

const parseSegment = <T extends z.ZodType>(segment: string, schema: T, what: string): z.output<T> => {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
  } catch {
    throw new TokenError(`${what} is not JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new TokenError(`${what} lacks ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
};

/**
 * Opens a token WITHOUT proving it. The algorithm is pinned here, before anything else is believed: a token signed
 * with HS256 and the public key as its secret, or with `none`, ends at this line.
 */
export const openToken = (token: string, algorithm: 'HS256' | 'RS256'): OpenToken => {
  const [head, body, signature, ...more] = token.split('.');
  if (token.length > MAX_TOKEN_LENGTH || !head || !body || !signature || more.length > 0) {
    throw new TokenError('not three segments');
  }
  const header = parseSegment(head, headerSchema, 'the header');
  if (header.alg !== algorithm) throw new TokenError(`algorithm ${header.alg.slice(0, 10)} instead of ${algorithm}`);
  return { header, claims: parseSegment(body, claimsSchema, 'the claims'), signed: `${head}.${body}` };
};

/** `exp` is demanded (ACE takes a token without) and bounded: a token good for years is a password. */
export const checkTimes = ({ exp, iat }: Claims, now: Date, maxLifeSeconds: number): void => {
  const seconds = now.getTime() / 1000;
  if (exp + LEEWAY_SECONDS <= seconds) throw new TokenError('expired');
  if (exp - seconds > maxLifeSeconds + LEEWAY_SECONDS) throw new TokenError('valid for too long');
  if (iat === undefined) return;
  if (iat - LEEWAY_SECONDS > seconds) throw new TokenError('issued in the future');
  if (iat > exp) throw new TokenError('issued after its end');
};
