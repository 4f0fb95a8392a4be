import { type Side } from '../../../src/core/model';
import { type SiteName } from './api-world';

export type Party = 'acme' | 'globex';
export const PARTIES: readonly Party[] = ['acme', 'globex'];
export const SIDE: Readonly<Record<Party, Side>> = { acme: 'master', globex: 'provider' };

/** A word that no other site may ever read. */
export const mark = (site: SiteName, place: string): string => `${site.toUpperCase()}MARK_${place}`;
export const marks = (site: SiteName): RegExp => new RegExp(`${site}MARK`, 'i');

/** A half with a marker in every place that belongs to its site alone. */
export const markedHalf = (site: SiteName): object => {
  const own = (place: string) => mark(site, place);
  return {
    scope: { project: own('PROJECT'), issueTypes: [own('TYPE')], jql: `labels = ${own('JQL')}` },
    send: {
      createOn: [{ transition: { from: own('FROM'), to: own('STATUS') } }],
      updateOn: [{ transition: { to: own('STATUS') } }],
      fields: [
        { field: own('FIELD'), as: 'Title' },
        { field: own('OPTION_FIELD'), as: 'Severity', values: { [own('LABEL')]: 'Blocker' } },
      ],
      comments: { which: 'public' },
      attachments: { which: 'all', names: [`!${own('GLOB')}*`] },
      workflow: [{ from: own('FROM'), to: own('STATUS'), signal: 'done' }],
    },
    receive: {
      create: { project: own('PROJECT'), issueType: own('TYPE'), defaults: { [own('FIELD')]: own('DEFAULT') } },
      fields: [
        { from: 'Title', field: own('FIELD') },
        { from: 'Severity', field: own('OPTION_FIELD'), values: { Blocker: own('LABEL') }, value: own('LABEL') },
      ],
      comments: { header: own('HEADER'), visibility: { type: 'group', value: own('GROUP') } },
      workflow: [
        {
          signal: 'done',
          to: own('STATUS'),
          from: [own('FROM')],
          via: [own('FROM')],
          fields: { [own('FIELD')]: own('DEFAULT') },
        },
      ],
    },
  };
};
