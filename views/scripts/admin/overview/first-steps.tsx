import { LinkTo } from '../../kit';
import { text } from '../../text';

/** The three ways to begin; which one is first says `primary`. */
export const ConnectActions = ({ primary }: { primary: boolean }) => {
  const words = text.overview;
  return (
    <>
      <LinkTo to={['invite']} class={`button ${primary ? 'button-primary' : 'button-default'}`}>
        {words.invite}
      </LinkTo>
      <LinkTo to={['accept']} class="button button-default">
        {words.accept}
      </LinkTo>
      <LinkTo to={['internal']} class="button button-subtle">
        {words.inside}
      </LinkTo>
    </>
  );
};

/** What a new customer sees: the way to the first sync in three steps. */
export const FirstSteps = () => {
  const { title, intro, steps } = text.overview.start;
  return (
    <section class="first-steps">
      <h2>{title}</h2>
      <p class="first-steps-intro">{intro}</p>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={step.title} class="card step">
            <span class="step-number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{step.title}</h3>
            <p>{step.says}</p>
          </li>
        ))}
      </ol>
      <div class="actions actions-center">
        <ConnectActions primary />
      </div>
    </section>
  );
};
