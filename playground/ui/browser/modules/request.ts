import { type Methods, promising, type Reply } from '../connect-host';
import { asPerson } from '../site';

interface Asked {
  readonly url: string;
  readonly type?: string;
  readonly data?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stand on `AP` itself. `AP.request` is Jira's REST API as the person who looks: `{body, xhr}`, or refused with `{err, xhr}`. */
export const globals: Methods = {
  getLocation: (reply: Reply) => reply(window.location.href),
  request: promising(async (target: string | Asked, more: Partial<Asked> | undefined, _reply: Reply) => {
    const asked: Asked = typeof target === 'string' ? { ...more, url: target } : target;
    if (!asked.url.startsWith('/rest/')) throw refusal(403, 'Only paths of the REST API can be called.');
    const headers = { ...asked.headers, ...(asked.data === undefined ? {} : { 'content-type': typeOf(asked) }) };
    const answer = await asPerson(asked.url, {
      method: asked.type ?? 'GET',
      headers,
      ...(asked.data === undefined ? {} : { body: asked.data }),
    });
    const body = await answer.text();
    if (!answer.ok) throw refusal(answer.status, body);
    return { body, xhr: { status: answer.status, statusText: answer.statusText, responseText: body } };
  }),
};

const typeOf = ({ contentType = 'application/json' }: Asked): string => contentType;

/** Not an Error: of those the library passes the message only. */
const refusal = (status: number, responseText: string): unknown => ({
  err: responseText,
  xhr: { status, statusText: String(status), responseText },
});
