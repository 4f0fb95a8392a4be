import { connectHost } from './connect-host';
import { offerFlags } from './flags';
import { openFrames } from './frames';
import { context } from './modules/context';
import { history, tellHistory } from './modules/history';
import { jira } from './modules/jira';
import { navigator } from './modules/navigator';
import { globals } from './modules/request';
import { user } from './modules/user';
import { switchTheme } from './theme';

/** The modules that Jira adds to those of Atlassian's host library. `_globals` stand on `AP` itself. */
const MODULES = { context, user, history, jira, navigator, _globals: globals };

for (const [name, methods] of Object.entries(MODULES)) connectHost.defineModule(name, methods);
offerFlags();
tellHistory();
switchTheme();
openFrames();

/** The person is switched by choosing; the button is for browsers without scripts. */
const actAs = document.querySelector<HTMLFormElement>('#act-as');
actAs?.classList.add('scripted');
actAs?.querySelector('select')?.addEventListener('change', () => actAs.requestSubmit());
