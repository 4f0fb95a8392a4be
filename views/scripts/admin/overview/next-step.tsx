import { type ConnectionFigures, type NextStep } from '../../host/api-types';
import { LinkTo } from '../../kit';
import { text } from '../../text';
import { placeOf } from './steps';

const wordsOf = ({ internal }: ConnectionFigures, { code }: NextStep) => {
  const { step, internalStep } = text.overview;
  const own: Partial<typeof step> = internal ? internalStep : {};
  return own[code] ?? step[code];
};

/** The one thing to do next, with the way to it. */
export const NextStepLine = ({ connection }: { connection: ConnectionFigures }) => {
  const { nextStep } = connection;
  if (nextStep === null) return null;
  const words = wordsOf(connection, nextStep);
  const place = placeOf(connection, nextStep);
  return (
    <div class={place ? 'next-step' : 'next-step next-step-theirs'}>
      <p>
        <span class="visually-hidden">{text.overview.next}: </span>
        {words.says} {nextStep.name === null ? null : <strong dir="auto">{nextStep.name}</strong>}
      </p>
      {place ? (
        <LinkTo to={place} class="button button-default">
          {words.act}
        </LinkTo>
      ) : null}
    </div>
  );
};
