import { type ComponentChildren } from 'preact';
import { usePlace } from '../host/route';
import { EmptyState, LinkTo } from '../kit';
import { text } from '../text';
import { routes } from './routes';

const NotFound = () => (
  <EmptyState
    title={text.common.notFound}
    action={
      <LinkTo to={[]} class="button button-default">
        {text.common.backToOverview}
      </LinkTo>
    }
  />
);

/** All admin pages in one frame; the place in the hash says which. */
export const AdminPage = (): ComponentChildren => {
  const place = usePlace();
  for (const route of routes) {
    const page = route(place);
    if (page !== null) return page;
  }
  return <NotFound />;
};
