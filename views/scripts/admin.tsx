import { AdminPage } from './admin/admin-page';
import { start } from './start';

start(() => <AdminPage />);
