import { Panel } from './panel/panel';
import { start } from './start';

start((root) => <Panel issueId={root.dataset['issue'] ?? ''} />);
