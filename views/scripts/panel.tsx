import { keepHeight } from './host/host';
import { Panel } from './panel/panel';
import { start } from './start';

start((root) => <Panel issueId={root.dataset['issue'] ?? ''} />);

const content = document.querySelector<HTMLElement>('.ac-content');
if (content) keepHeight(content);
