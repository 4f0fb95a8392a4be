import { listApps } from '../../client/control';
import { mount } from '../connect/mount';
import { html, type Html } from '../html';
import type { Visit } from '../site';

interface IssueNames {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly projectKey: string;
}

/** Panels of apps on the right of an issue. A closed one loads its frame when it is opened. */
export async function issuePanels(visit: Visit, issue: IssueNames): Promise<readonly Html[]> {
  const apps = await listApps(visit.site.baseUrl, { user: visit.person.accountId, issue: issue.key });
  const about = {
    'issue.key': issue.key,
    'issue.id': issue.id,
    'project.key': issue.projectKey,
    'project.id': issue.projectId,
  };
  return apps.flatMap((app) =>
    app.modules
      .filter(({ place }) => place === 'issue')
      .map(
        (module) =>
          html`<details class="panel-box" open="open">
            <summary>
              ${
                module.icon === null
                  ? null
                  : html`<img src="${app.baseUrl}${module.icon}" alt="" width="16" height="16" />`
              }
              ${module.name}
            </summary>
            ${mount(app.key, module, about)}
          </details>`,
      ),
  );
}
