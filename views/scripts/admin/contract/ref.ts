import { withQuery } from '../../host/call';

/** Which half of which contract a place means. Inside one Jira both halves are ours: `<id>~provider` is the second. */
export interface ContractRef {
  readonly id: string;
  readonly side: 'provider' | 'master' | null;
}

const SEPARATOR = '~';

export const parseRef = (part: string): ContractRef => {
  const [id = '', side] = part.split(SEPARATOR);
  return { id, side: side === 'provider' || side === 'master' ? side : null };
};
export const formatRef = ({ id, side }: ContractRef): string => (side ? `${id}${SEPARATOR}${side}` : id);

/** Address in the API of something below the contract. */
export const contractPath = ({ id, side }: ContractRef, below = ''): string =>
  withQuery(`/contracts/${encodeURIComponent(id)}${below}`, { side });
