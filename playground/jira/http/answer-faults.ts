import type { ErrorRequestHandler } from 'express';
import { FieldFault } from '../fields/kind';
import { JqlFault } from '../jql/ast';
import type { Site } from '../site';
import { HttpFault } from './faults';

/** The last handler: what was thrown, in Jira's error shape. */
export function answerFaults(site: Site): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const fault = asFault(error);
    if (fault.status >= 500)
      site.log('unexpected fault', { error: error instanceof Error ? error.stack : String(error) });
    if (res.headersSent) {
      res.socket?.destroy();
      return;
    }
    res.status(fault.status).json({ errorMessages: [...fault.messages], errors: { ...fault.errors } });
  };
}

function asFault(error: unknown): HttpFault {
  if (error instanceof HttpFault) return error;
  if (error instanceof JqlFault || error instanceof FieldFault) return new HttpFault(400, [error.message]);
  if (error instanceof SyntaxError)
    return new HttpFault(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new HttpFault(status, [(error as Error).message]);
  return new HttpFault(500, ['Internal server error']);
}
