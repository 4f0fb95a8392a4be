import { AdminPage } from './admin/admin-page';
import { restorePlace } from './host/route';
import { start } from './start';

start(() => <AdminPage />, restorePlace());
