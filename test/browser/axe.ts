import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  /** Selectors with the markup of each element. */
  readonly elements: readonly string[];
}

const GRAVE = new Set(['serious', 'critical']);

/** What axe-core finds in this frame alone and calls serious or critical. */
export async function axe(frame: Frame): Promise<readonly Violation[]> {
  await frame.evaluate(AXE);
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { iframes: false })');
  return violations.flatMap(({ id, impact, help, nodes }) =>
    impact && GRAVE.has(impact)
      ? [{ rule: id, impact, help, elements: nodes.map(({ target, html }) => `${target.join(' ')}: ${html}`) }]
      : [],
  );
}
