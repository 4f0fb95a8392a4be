import { param, queryText, type Doors } from '../doors';
import { editCommentPage } from '../pages/comments';
import { createPage, deletePage, editPage, movePage, transitionPage } from '../pages/forms';
import { issuePage } from '../pages/issue';
import { homePage, projectPage } from '../pages/list';

export function addPages({ show }: Doors): void {
  show('/', (visit) => homePage(visit));
  show('/projects/:key', (visit, request) => projectPage(visit, param(request, 'key'), queryText(request, 'words')));
  show('/create', (visit, request) => createPage(visit, queryText(request, 'project'), queryText(request, 'type')));
  show('/browse/:key', (visit, request) => issuePage(visit, param(request, 'key')));
  show('/browse/:key/edit', (visit, request) => editPage(visit, param(request, 'key')));
  show('/browse/:key/move', (visit, request) => movePage(visit, param(request, 'key'), queryText(request, 'project')));
  show('/browse/:key/delete', (visit, request) => deletePage(visit, param(request, 'key')));
  show('/browse/:key/transitions/:id', (visit, request) =>
    transitionPage(visit, param(request, 'key'), param(request, 'id')),
  );
  show('/browse/:key/comments/:id', (visit, request) =>
    editCommentPage(visit, param(request, 'key'), param(request, 'id')),
  );
}
