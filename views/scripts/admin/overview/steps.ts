import { type ConnectionFigures, type NextStep } from '../../host/api-types';
import { type Place } from '../../host/route';
import { formatRef } from '../contract/ref';

type Code = NextStep['code'];

/** Where a next step is taken; null where only the partner can take it. */
export const placeOf = (connection: Pick<ConnectionFigures, 'id' | 'internal'>, step: NextStep): Place | null => {
  const { internal } = connection;
  const id = step.contract ?? '';
  const mine = ['contracts', formatRef({ id, side: internal ? 'master' : null })];
  const theirs = internal ? ['contracts', formatRef({ id, side: 'provider' })] : null;
  const places: Readonly<Record<Code, Place | null>> = {
    'partner-answers': ['connections', connection.id],
    'partner-installs': ['connections', connection.id],
    'partner-switches-on': ['connections', connection.id],
    'create-contract': ['connections', connection.id, 'new-contract'],
    'write-half': mine,
    'enable-half': mine,
    resume: ['connections', connection.id],
    'answer-pairs': [...mine, 'bulk'],
    'solve-problems': ['problems'],
    'decide-conflicts': ['conflicts'],
    'partner-writes-half': theirs,
    'partner-enables': theirs,
  };
  return places[step.code];
};
