import { type Contract } from '../../host/api-types';

/** What a person should know before the half is switched on; no fault, but a reason why nothing may happen. */
export type Missing =
  | 'sendsAndTakesNothing'
  | 'startsAndTakesNone'
  | 'partnerNotWritten'
  | 'partnerTakesNone'
  | 'partnerIsNotTaken'
  | 'partnerOff';

const ofPartner = ({ half, partner }: Contract): readonly Missing[] => {
  if (!partner.written) return ['partnerNotWritten'];
  const starts = (half?.send?.createOn ?? []).length > 0;
  const takes = Boolean(half?.receive?.create);
  return [
    ...(starts && !partner.acceptsIssues ? (['partnerTakesNone'] as const) : []),
    ...(partner.createsIssues && !takes ? (['partnerIsNotTaken'] as const) : []),
    ...(partner.enabled ? [] : (['partnerOff'] as const)),
  ];
};

const ofOwn = ({ half }: Contract): readonly Missing[] => {
  if (!half?.send && !half?.receive) return ['sendsAndTakesNothing'];
  const starts = (half.send?.createOn ?? []).length > 0;
  return starts || half.receive?.create ? [] : ['startsAndTakesNone'];
};

/** The own side's first: it can be mended here. */
export const missingOf = (contract: Contract): readonly Missing[] => [...ofOwn(contract), ...ofPartner(contract)];
