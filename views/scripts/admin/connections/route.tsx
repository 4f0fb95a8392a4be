import { type Route } from '../routes';
import { AcceptPage } from './accept-page';
import { ConnectionPage } from './connection-page';
import { InternalPage } from './internal-page';
import { InvitePage } from './invite-page';

export const route: Route = ([area, second, ...rest]) => {
  if (rest.length > 0) return null;
  if (area === 'accept') return <AcceptPage key={second ?? ''} code={second ?? ''} />;
  if (area === 'connections') return second === undefined ? null : <ConnectionPage key={second} id={second} />;
  if (second !== undefined) return null;
  if (area === 'invite') return <InvitePage />;
  return area === 'internal' ? <InternalPage /> : null;
};
