// Writes the shapes of the JSON API (src/web/openapi.json) as TypeScript for the pages. `--check` writes nothing and fails
// where the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const source = new URL('../src/web/openapi.json', import.meta.url);
const target = new URL('scripts/host/api-types.ts', import.meta.url);
const { schemas } = JSON.parse(readFileSync(source, 'utf8')).components;

const literal = (value) => JSON.stringify(value);
const union = (parts) => parts.join(' | ');

const objectOf = ({ properties, required = [], additionalProperties }) => {
  if (!properties) {
    const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
    return `Readonly<Record<string, ${value}>>`;
  }
  const lines = Object.entries(properties).map(
    ([name, schema]) => `readonly ${literal(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  return `{ ${lines.join(' ')} }`;
};

const typeOf = (schema) => {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.oneOf ?? schema.anyOf) return union((schema.oneOf ?? schema.anyOf).map(typeOf));
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
  if (schema.type === 'array') return `readonly (${typeOf(schema.items)})[]`;
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'integer') return 'number';
  return schema.type ?? 'unknown';
};

const types = Object.entries(schemas)
  .filter(([name]) => name !== 'Error')
  .map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`);
const text = [
  '/** The shapes of the JSON API; made out of its OpenAPI file by `node views/api-types.mjs`. */',
  ...types,
].join('\n\n');
const options = await resolveConfig(target);
const written = await format(text, { ...options, parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(target, written);
else if (readFileSync(target, 'utf8') !== written) {
  throw new Error('views/scripts/host/api-types.ts is not current: run "node views/api-types.mjs".');
}
