import type { FacetKey } from '../model';
import { isParkedOn } from './facet';
import { type Piece, piece } from './piece';
import { type Scene, stateIn } from './scene';

export const FAULT = 'fault';

/** What Accord fails at in one facet is that facet's matter: it waits with a problem, and the others are planned. */
export function guarded(scene: Scene, facet: FacetKey, work: () => Piece): Piece {
  try {
    return work();
  } catch (error) {
    return { ...broken(scene, facet), fault: { facet, error } };
  }
}

function broken({ link, ...scene }: Scene, facet: FacetKey): Piece {
  const side = link.origin;
  if (isParkedOn(stateIn({ link, ...scene }, facet), FAULT, scene.versions)) {
    return piece(facet, {
      notes: [{ side, code: 'parked', reason: 'Part of it waits, because of a fault of Accord.' }],
    });
  }
  const problem = {
    facet,
    side,
    code: FAULT,
    subject: subjectOf(facet),
    cause: 'Accord failed at it through a fault of its own. The rest of the pair goes on.',
    remedy: `Give this to whoever runs Accord: pair ${link.id}, ${kindOf(facet)}. A change of the value may help as well.`,
    print: FAULT,
  };
  return piece(facet, { problems: [problem] });
}

const kindOf = (facet: FacetKey): string => facet.split(':')[0] ?? facet;

const subjectOf = (facet: FacetKey): string => {
  switch (kindOf(facet)) {
    case 'field':
      return `Field "${facet.replace(/^field:/, '').replace(/>(master|provider)$/, '')}"`;
    case 'comment':
      return 'A comment';
    case 'attachment':
      return 'A file';
    default:
      return 'The workflow';
  }
};
