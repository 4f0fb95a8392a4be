import { type Contract, type Overview } from '../../host/api-types';
import { text } from '../../text';
import { type ConflictWords } from '../../text/en/conflicts';
import { type SideNames } from '../../text/site-names';
import { sidesOf } from '../activity/sides';

export interface PreviewNames {
  readonly sides: SideNames;
  readonly conflict: ConflictWords;
  readonly here: string;
  readonly there: string;
  readonly otherOff: string;
}

const between = (sides: SideNames, partner: string | null): PreviewNames => ({
  sides,
  conflict: text.conflicts.between,
  here: text.preview.yourSide,
  there: text.preview.partnerSide(partner),
  otherOff: text.preview.partnerOff,
});

const inside = ({ side, half }: Contract): PreviewNames => {
  const mine = half?.scope.project ?? text.preview.thisProject;
  const theirs = text.preview.otherProject;
  return {
    sides: side === 'master' ? { master: mine, provider: theirs } : { master: theirs, provider: mine },
    conflict: text.conflicts.inside(mine, theirs),
    here: text.preview.inProject(mine),
    there: text.preview.inProject(theirs),
    otherOff: text.preview.otherOff,
  };
};

/** How a preview calls the two sides. */
export const namesFor = (contract: Contract, overview: Overview | null): PreviewNames => {
  const record = { connection: contract.connectionId, keys: { master: null, provider: null } };
  const connection = overview?.connections.find(({ id }) => id === contract.connectionId);
  return connection?.internal
    ? inside(contract)
    : between(sidesOf(record, overview).names, connection?.partner?.name ?? null);
};

/** What has to be switched on before the preview comes true; null where all is. */
export const offWords = ({ enabled, partner }: Contract, names: PreviewNames): string | null => {
  if (!enabled) return text.preview.off;
  return partner.enabled ? null : names.otherOff;
};
