/** What a descriptor's scope brings with it (security page: ADMIN implies the rest, WRITE implies READ, ...). */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  READ: ['READ'],
  WRITE: ['READ', 'WRITE'],
  DELETE: ['READ', 'WRITE', 'DELETE'],
  PROJECT_ADMIN: ['READ', 'WRITE', 'DELETE', 'PROJECT_ADMIN'],
  ADMIN: ['READ', 'WRITE', 'DELETE', 'PROJECT_ADMIN', 'ADMIN'],
};

/** `NONE` is open to every add-on, `INACCESSIBLE` to none. */
export function allows(granted: readonly string[], demanded: string): boolean {
  if (demanded === 'NONE') return true;
  if (demanded === 'INACCESSIBLE') return false;
  return granted.some((scope) => (IMPLIED[scope] ?? [scope]).includes(demanded));
}
