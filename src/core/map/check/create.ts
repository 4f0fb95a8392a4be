import type { Half, IssueTypeRule } from '../../model';
import { fault, type Findings, isNamed, type LiveHalf, NOTHING, together } from './live';

const PATH = 'receive.create';

/** Given by the create call itself, or by Jira. */
const OWN_FIELDS = new Set(['project', 'issuetype', 'reporter', 'attachment']);

const typesOf = (rule: IssueTypeRule): readonly (readonly [string, string])[] => {
  if (typeof rule === 'string') return [[`${PATH}.issueType`, rule]];
  const table = Object.entries(rule.values).map(([from, to]) => [`${PATH}.issueType.values.${from}`, to] as const);
  return rule.otherwise === null ? table : [...table, [`${PATH}.issueType.otherwise`, rule.otherwise]];
};

export function checkCreate(half: Half, live: LiveHalf): Findings {
  const { create } = half.receive;
  if (create === null) return NOTHING;
  if (live.createCatalog === null) {
    return fault(
      `${PATH}.project`,
      `There is no project "${create.project}".`,
      'Use the key of a project that Accord may see.',
    );
  }
  const sameProject = create.project === half.scope.project;
  const types = sameProject
    ? typesOf(create.issueType)
        .filter(([, name]) => !isNamed(name, live.issueTypes))
        .map(([path, name]) =>
          fault(path, `The project has no issue type "${name}".`, 'Use the name of one of its issue types.'),
        )
    : [];
  return together([...types, ...unknownDefaults(half, live), ...unfilled(half, live)]);
}

const unknownDefaults = ({ receive }: Half, { createCatalog }: LiveHalf): readonly Findings[] =>
  Object.keys(receive.create?.defaults ?? {})
    .filter((id) => createCatalog?.[id] === undefined)
    .map((id) =>
      fault(`${PATH}.defaults.${id}`, `The project has no field "${id}".`, 'Remove it, or use the id of a field.'),
    );

/** A required field that nothing fills would stop every creation. */
function unfilled({ receive }: Half, { createCatalog }: LiveHalf): readonly Findings[] {
  const filled = new Set([...receive.fields.map(({ field }) => field), ...Object.keys(receive.create?.defaults ?? {})]);
  return Object.values(createCatalog ?? {})
    .filter(({ id, required }) => required && !filled.has(id) && !OWN_FIELDS.has(id))
    .map(({ id, name }) =>
      fault(
        `${PATH}.defaults`,
        `The field "${name}" (${id}) is required when an issue is created, and nothing fills it.`,
        'Receive it from the partner, or give a default.',
      ),
    );
}
