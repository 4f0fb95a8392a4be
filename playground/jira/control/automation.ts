import { notFound } from '../http/faults';
import type { Site } from '../site';
import type { ControlHandler } from './routes';

/** Rules of automation: what is done when an issue is created. */
export function automationControl(site: Site): Record<string, ControlHandler> {
  return {
    'get /automation': () => ({ rules: site.automation.list(), runs: site.automation.runs() }),
    'post /automation': ({ body }) => site.automation.add(body),
    'patch /automation/:id': ({ params, body }) => {
      const rule = site.automation.find(Number(params.id));
      if (!rule) throw notFound(`There is no rule '${params.id ?? ''}'.`);
      rule.enabled = body.enabled !== false;
      return rule;
    },
    'delete /automation': () => site.automation.remove(null),
    'delete /automation/:id': ({ params }) => site.automation.remove(Number(params.id)),
  };
}
