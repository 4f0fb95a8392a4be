import { compareComments } from './comments';
import { compareFields } from './fields';
import { compareFiles, type HashFile } from './files';
import type { Findings, Pair } from './pair';
import { compareWorkflow } from './workflow';

/** What one side holds that the other should hold as well, by the two halves' own rules. */
export async function comparePair(pair: Pair, hash: HashFile): Promise<Findings> {
  const { differences, delivered } = compareFields(pair);
  return {
    delivered,
    differences: [
      ...differences,
      ...compareComments(pair),
      ...(await compareFiles(pair, hash)),
      ...compareWorkflow(pair),
    ],
  };
}
