/** An answer that is not a success, in Jira's error shape. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';

  constructor(
    readonly status: number,
    readonly messages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super([...messages, ...Object.entries(errors).map(([field, text]) => `${field}: ${text}`)].join('; '));
  }
}

export const badRequest = (message: string): HttpFault => new HttpFault(400, [message]);
export const badFields = (errors: Readonly<Record<string, string>>): HttpFault => new HttpFault(400, [], errors);
export const forbidden = (message: string): HttpFault => new HttpFault(403, [message]);
export const notFound = (message: string): HttpFault => new HttpFault(404, [message]);

export const issueNotFound = (): HttpFault => notFound('Issue does not exist or you do not have permission to see it.');
