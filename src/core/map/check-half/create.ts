import type { FieldMeta, Half, IssueTypeRule, ReceiveCreate } from '../../model';
import { constantFaults } from './label-faults';
import { type Check, fault, type Finding, listed, type Live, warning, when } from './live';

/** Filled by Accord or by Jira itself, whatever the create form says. */
const GIVEN: ReadonlySet<string> = new Set(['project', 'issuetype', 'reporter']);

interface NamedType {
  readonly path: string;
  readonly name: string;
}

function typesOf(rule: IssueTypeRule): readonly NamedType[] {
  const path = 'receive.create.issueType';
  if (typeof rule === 'string') return [{ path, name: rule }];
  return [
    ...Object.entries(rule.values).map(([label, name]) => ({ path: `${path}.values["${label}"]`, name })),
    ...(rule.otherwise === null ? [] : [{ path: `${path}.otherwise`, name: rule.otherwise }]),
  ];
}

/** Issue types are known for the scope's project only. */
function checkTypes({ issueType }: ReceiveCreate, live: Live): readonly Finding[] {
  const named = typesOf(issueType);
  if (named.length === 0) {
    const remedy = 'Name an issue type, or give rows or "otherwise".';
    return [fault('receive.create.issueType', 'No issue type is named for new issues.', remedy)];
  }
  return named.flatMap(({ path, name }) =>
    when(
      !live.issueTypes.includes(name),
      fault(path, `The project has no issue type "${name}".`, `Use one of ${listed(live.issueTypes)}.`),
    ),
  );
}

function checkTypeSource({ issueType }: ReceiveCreate, { partner }: Live): readonly Finding[] {
  if (typeof issueType === 'string' || partner === null) return [];
  return when(
    !partner.some((field) => field.name === issueType.from),
    warning(
      'receive.create.issueType.from',
      `The partner does not offer "${issueType.from}" now, so the issue type would be "${issueType.otherwise ?? ''}".`,
      'Ask the partner to send it, or name one issue type.',
    ),
  );
}

function checkDefaults({ defaults }: ReceiveCreate, live: Live): readonly Finding[] {
  const fields = live.createCatalog ?? live.catalog;
  return Object.entries(defaults).flatMap(([id, json]) => {
    const path = `receive.create.defaults.${id}`;
    const meta = fields[id] ?? live.catalog[id];
    if (meta !== undefined) return constantFaults(path, meta, json);
    return [fault(path, `The project has no field "${id}".`, 'Choose a field of the create form.')];
  });
}

const fills = ({ receive }: Half, id: string): boolean =>
  receive.fields.some((rule) => rule.field === id) || Object.hasOwn(receive.create?.defaults ?? {}, id);

const isDemanded = (meta: FieldMeta, half: Half): boolean =>
  meta.required && !GIVEN.has(meta.id) && !fills(half, meta.id);

function checkRequired(half: Half, live: Live): readonly Finding[] {
  return Object.values(live.createCatalog ?? {})
    .filter((meta) => isDemanded(meta, half))
    .map((meta) =>
      fault(
        `receive.create.defaults.${meta.id}`,
        `New issues need a value for "${meta.name}" and nothing fills it.`,
        `Receive a contract field into ${meta.id}, or give a default for it.`,
      ),
    );
}

const checkProject = ({ scope }: Half, { project }: ReceiveCreate): readonly Finding[] =>
  when(
    project !== scope.project,
    warning(
      'receive.create.project',
      `New issues are created in "${project}", but this side is about project "${scope.project}".`,
      'Create them in the same project, or they stop to fit this side as soon as they are made.',
    ),
  );

export const checkCreate: Check = (half, live) => {
  const { create } = half.receive;
  if (create === null || !live.projectFound) return [];
  return [
    ...checkProject(half, create),
    ...(create.project === half.scope.project ? checkTypes(create, live) : []),
    ...checkTypeSource(create, live),
    ...checkDefaults(create, live),
    ...checkRequired(half, live),
  ];
};
