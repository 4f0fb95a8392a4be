type Key = string | number | symbol;

/** `['send', 'fields', 0, 'as']` -> `send.fields[0].as`; keys that are no plain words are quoted. */
export const pathText = (path: readonly Key[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${text}[${JSON.stringify(name.slice(0, 80))}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');

/** What stands at a path of unchecked JSON; undefined where nothing does. */
export const at = (source: unknown, path: readonly Key[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<Key, unknown>)[key]
        : undefined,
    source,
  );
