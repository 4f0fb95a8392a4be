import { z } from 'zod';

/**
 * Jira's answers as far as we need them. Lenient on purpose: unknown members are ignored, and what Jira may leave out
 * is optional here, so that a new member or a hidden field never stops a sync.
 */

/** Ids come as strings from most endpoints and as numbers from some. */
export const idShape = z.union([z.string(), z.number().transform(String)]);

const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);

export const userShape = z.object({
  accountId: z.string(),
  displayName: z.string().optional(),
  active: z.boolean().optional(),
  accountType: z.string().optional(),
});
export type UserJson = z.infer<typeof userShape>;

const propertyShape = z.object({ key: z.string(), value: z.unknown() });

export const commentShape = z.object({
  id: idShape,
  author: userShape.nullish(),
  body: z.unknown(),
  created: z.string(),
  updated: z.string().optional(),
  jsdPublic: z.boolean().optional(),
  visibility: z.object({ type: z.string().optional() }).nullish(),
  properties: z.array(propertyShape).optional(),
});
export type CommentJson = z.infer<typeof commentShape>;

export const commentsShape = z.object({ comments: list(commentShape), total: z.number().optional() });
export const commentListShape = z.object({ values: list(commentShape) });

export const attachmentShape = z.object({
  id: idShape,
  filename: z.string(),
  size: z.number(),
  mimeType: z.string().optional(),
  created: z.string(),
  author: userShape.nullish(),
});
export type AttachmentJson = z.infer<typeof attachmentShape>;
export const uploadedShape = z.array(z.object({ id: idShape, filename: z.string(), size: z.number() })).min(1);
export const attachmentMetaShape = z.object({ enabled: z.boolean(), uploadLimit: z.number().nullish() });

export const statusShape = z.object({
  id: idShape,
  name: z.string(),
  statusCategory: z.object({ key: z.string() }).optional(),
});
export type StatusJson = z.infer<typeof statusShape>;

/** Fields stay raw: `core/map` reads each by its type. */
export const issueShape = z.object({
  id: idShape,
  key: z.string(),
  fields: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  changelog: z.unknown().optional(),
});
export type IssueJson = z.infer<typeof issueShape>;

/** `PUT /issue/{id}?returnIssue=true`; sites that do not know the parameter answer 204. */
export const editedShape = issueShape.nullable();

export const createdShape = z.object({ id: idShape, key: z.string() });

/** The members of `fields` that every snapshot has. */
export const coreFieldsShape = z.object({
  status: statusShape,
  issuetype: z.object({ name: z.string() }),
  project: z.object({ key: z.string() }),
  created: z.string(),
  updated: z.string(),
  security: z.unknown().optional(),
  comment: commentsShape.optional(),
  attachment: z.array(attachmentShape).optional(),
});

export const statusOnlyShape = z.object({ fields: z.object({ status: statusShape }) });

const namedShape = z.object({ id: idShape.optional(), name: z.string() });

export const headShape = z.object({
  id: idShape,
  key: z.string(),
  fields: z.object({
    created: z.string(),
    updated: z.string(),
    issuetype: namedShape,
    project: z.object({ key: z.string() }),
  }),
});
/** An issue among many. */
export const findingShape = z.object({
  id: idShape,
  key: z.string(),
  fields: z.looseObject({
    issuetype: namedShape,
    project: z.object({ key: z.string() }),
    security: z.unknown().optional(),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type FindingJson = z.infer<typeof findingShape>;
export const findingsShape = z.object({ issues: list(findingShape), nextPageToken: z.string().nullish() });
export const countShape = z.object({ count: z.number() });

/** An issue for a picker. */
export const lineShape = z.object({
  id: idShape,
  key: z.string(),
  fields: z.object({ summary: z.string().nullish(), issuetype: namedShape, status: namedShape }),
});
export const linesShape = z.object({ issues: list(lineShape) });

export const searchShape = z.object({
  issues: list(z.unknown()),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().optional(),
});

export const fieldSchemaShape = z.object({
  type: z.string().optional(),
  items: z.string().optional(),
  system: z.string().optional(),
  custom: z.string().optional(),
});

export interface AllowedJson {
  readonly id?: string | undefined;
  readonly value?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly children?: readonly AllowedJson[] | undefined;
}
export const allowedShape: z.ZodType<AllowedJson> = z.lazy(() =>
  z.object({
    id: idShape.optional(),
    value: z.string().optional(),
    name: z.string().optional(),
    disabled: z.boolean().optional(),
    archived: z.boolean().optional(),
    children: z.array(allowedShape).optional(),
  }),
);
export const allowedListShape = z.array(allowedShape);

export const fieldsShape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    custom: z.boolean().default(false),
    schema: fieldSchemaShape.optional(),
  }),
);

/** One field of a create or transition screen. */
export const screenFieldShape = z.object({
  fieldId: z.string().optional(),
  key: z.string().optional(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().optional(),
  defaultValue: z.unknown().optional(),
  schema: fieldSchemaShape.optional(),
  allowedValues: z.array(allowedShape).nullish().catch(null),
});
export type ScreenFieldJson = z.infer<typeof screenFieldShape>;

const page = { startAt: z.number().optional(), total: z.number().optional(), isLast: z.boolean().optional() };

/** Atlassian's document names the list twice, with and without `createMetaIssueType` / `results`. */
export const createTypesShape = z
  .object({ ...page, issueTypes: z.array(namedShape).optional(), createMetaIssueType: z.array(namedShape).optional() })
  .transform(({ total, issueTypes, createMetaIssueType }) => ({
    total,
    values: issueTypes ?? createMetaIssueType ?? [],
  }));
export const createFieldsShape = z
  .object({ ...page, fields: z.array(screenFieldShape).optional(), results: z.array(screenFieldShape).optional() })
  .transform(({ total, fields, results }) => ({ total, values: fields ?? results ?? [] }));

export const transitionShape = z.object({
  id: idShape,
  name: z.string(),
  to: statusShape,
  fields: z.record(z.string(), screenFieldShape).optional(),
});
export type TransitionJson = z.infer<typeof transitionShape>;
export const transitionsShape = z.object({ transitions: list(transitionShape) });

const changeShape = z.object({
  id: idShape.optional(),
  author: userShape.partial().nullish(),
  created: z.union([z.string(), z.number().transform((ms) => new Date(ms).toISOString())]),
  items: list(
    z.object({
      field: z.string().optional(),
      fieldId: z.string().optional(),
      from: z.string().nullish(),
      fromString: z.string().nullish(),
      to: z.string().nullish(),
      // Absent, it would be read from Object's prototype.
      toString: z.string().nullable().catch(null),
    }),
  ),
});
export type ChangeJson = z.infer<typeof changeShape>;

export const changelogShape = z.object({ ...page, values: list(changeShape) });

/** The newest changes of an issue, as they come with it. */
export const expandedChangelogShape = z.object({
  changelog: z.object({ total: z.number().optional(), histories: list(changeShape) }),
});

export const projectShape = z.object({ id: idShape, key: z.string(), name: z.string() });
/** How a project is managed: those of a team restrict issues by themselves. */
export const projectStyleShape = z.object({
  key: z.string(),
  style: z.string().optional(),
  simplified: z.boolean().optional(),
});
/** A project without a scheme may be answered with nothing at all. */
export const securitySchemeShape = z.object({ levels: z.array(z.unknown()).nullish() }).nullish();
export const idsFoundShape = z.object({ issues: list(z.object({ id: idShape })) });
export const projectPageShape = z.object({ ...page, values: list(projectShape) });
export const projectStatusesShape = z.array(
  z.object({ id: idShape, name: z.string(), subtask: z.boolean().default(false), statuses: list(statusShape) }),
);

export const allowedPageShape = z.object({ ...page, values: list(allowedShape) });

export const usersShape = z.array(userShape);
export const userPageShape = z.object({ values: list(userShape) });

export const grantsShape = z.object({
  globalPermissions: list(z.string()),
  projectPermissions: list(z.object({ permission: z.string(), issues: list(idShape), projects: list(idShape) })),
});

export const jqlMatchesShape = z.object({
  matches: list(z.object({ matchedIssues: list(idShape), errors: list(z.string()) })),
});
export const jqlParsedShape = z.object({ queries: list(z.object({ errors: list(z.string()) })) });
