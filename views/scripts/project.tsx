import { ProjectPage } from './project/project-page';
import { start } from './start';

start((root) => <ProjectPage project={root.dataset['project'] ?? ''} />);
