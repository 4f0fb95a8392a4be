import { type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { type Loaded, useLoad } from '../../host/load';
import { contractPath, parseRef } from './ref';

/** The contract that a place names, with the half that the place means. */
export const useContract = (part: string): Loaded<Contract> =>
  useLoad(() => get<Contract>(contractPath(parseRef(part))), [part]);
