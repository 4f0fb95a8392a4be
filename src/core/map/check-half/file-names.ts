import type { Half } from '../../model';
import { patternFaults } from '../file-names';
import { type Check, fault, type Fault } from './live';

/** Patterns that were saved before they had to be of this kind: they stop the files until they are mended. */
export const fileNameFaults = ({ send }: Half): readonly Fault[] =>
  patternFaults(send.attachments.names).map(({ at, message, remedy }) => ({
    path: `send.attachments.names${at === null ? '' : `[${at}]`}`,
    message,
    remedy,
  }));

export const checkFileNames: Check = (half) =>
  fileNameFaults(half).map(({ path, message, remedy }) => fault(path, message, remedy));
