import { type z } from 'zod';
import { type Clock, JiraError, type Log, type Site } from '../../sync/ports';
import { type Client } from './http/client';
import { type JiraRequest } from './http/request';
import { type Answer } from './http/take';
import { type JiraOptions } from './options';
import { type SiteMemory } from './memory';

/** What every part of the adapter works with: one site, its client, and what is remembered of it. */
export interface SiteAccess {
  readonly site: Site;
  readonly client: Client;
  readonly memory: SiteMemory;
  readonly clock: Clock;
  readonly log: Log;
  readonly options: JiraOptions;
}

/** An answer in the shape that we need of it; anything else is `malformed`, with the place that is wrong. */
export const parseAnswer = <T>(access: SiteAccess, request: JiraRequest, answer: Answer, shape: z.ZodType<T>): T => {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  throw access.client.error({
    kind: 'malformed',
    detail: `Jira's answer to ${request.method} ${request.route} is not as described at "${where}": ${issue?.message ?? ''}`,
  });
};

/** Sends and reads in one step. */
export const ask = async <T>(access: SiteAccess, request: JiraRequest, shape: z.ZodType<T>): Promise<T> =>
  parseAnswer(access, request, await access.client.call(request), shape);

/** Whether Jira said that the thing is not there, or not for us. */
export const isMissing = (error: unknown): boolean =>
  error instanceof JiraError && (error.failure.kind === 'gone' || error.failure.kind === 'forbidden');

/** Null instead of an error when the thing is not there, or not for us. */
export const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};
