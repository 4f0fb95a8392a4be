import { type Route } from '../routes';
import { AcceptPage } from './accept-page';
import { ConnectionPage } from './connection-page';
import { InternalPage } from './internal-page';
import { InvitePage } from './invite-page';

export const route: Route = ([area, id, ...rest]) => {
  if (area === 'invite') return <InvitePage />;
  if (area === 'internal') return <InternalPage />;
  if (area === 'accept') return <AcceptPage given={id ?? ''} />;
  if (area === 'connections' && id !== undefined && rest.length === 0) return <ConnectionPage key={id} id={id} />;
  return null;
};
