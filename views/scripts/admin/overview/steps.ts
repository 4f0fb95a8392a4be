import { type ConnectionFigures, type NextStep } from '../../host/api-types';
import { type Place } from '../../host/route';

type Code = NextStep['code'];

/** Where a next step is taken; null where only the partner can take it. */
export const placeOf = (connection: Pick<ConnectionFigures, 'id' | 'internal'>, step: NextStep): Place | null => {
  const ofContract = ['contracts', step.contract ?? ''];
  const places: Readonly<Record<Code, Place | null>> = {
    'partner-answers': ['connections', connection.id],
    'create-contract': ['connections', connection.id, 'new-contract'],
    'write-half': ofContract,
    'enable-half': ofContract,
    resume: ['connections', connection.id],
    'solve-problems': ['problems'],
    'decide-conflicts': ['conflicts'],
    'partner-writes-half': connection.internal ? ofContract : null,
    'partner-enables': connection.internal ? ofContract : null,
  };
  return places[step.code];
};
