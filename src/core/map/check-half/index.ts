import type { Half } from '../../model';
import { checkConflict } from './conflict';
import { checkCreate } from './create';
import { checkFileNames } from './file-names';
import { checkFlow } from './flow';
import { type Check, type Fault, type Finding, type Findings, type Live } from './live';
import { checkReceiveFields } from './receive-fields';
import { checkScope } from './scope';
import { checkSendFields } from './send-fields';
import { checkStatuses } from './statuses';
import { checkWorkflow } from './workflow';

export { fileNameFaults } from './file-names';
export type { Fault, Findings, Live } from './live';

const CHECKS: readonly Check[] = [
  checkScope,
  checkStatuses,
  checkSendFields,
  checkReceiveFields,
  checkCreate,
  checkWorkflow,
  checkFlow,
  checkConflict,
  checkFileNames,
];

const plain = ({ path, message, remedy }: Finding): Fault => ({ path, message, remedy });

/** Holds a half against its own live Jira and the partner's offer, and lists everything at once. */
export function checkHalf(half: Half, live: Live): Findings {
  const findings = CHECKS.flatMap((check) => check(half, live));
  return {
    faults: findings.filter(({ grade }) => grade === 'fault').map(plain),
    warnings: findings.filter(({ grade }) => grade === 'warning').map(plain),
  };
}
