import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test('the shapes that the pages know are those of the OpenAPI file', () => {
  const script = join(__dirname, '../../views/api-types.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
