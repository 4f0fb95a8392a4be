import { type ComponentChildren } from 'preact';
import { type Preview, type Side } from '../../host/api-types';
import { Banner } from '../../kit';
import { text } from '../../text';
import { inSiteNames } from '../../text/site-names';
import { type PreviewNames } from './names';
import { TwoValues } from '../conflicts/two-values';

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="card">
    <h3>{title}</h3>
    {children}
  </section>
);

type Plan = NonNullable<Preview['plan']>;

/** What each field would be set to, as the contract words it; a long text is cut by the style, never in the middle of a word. */
const Values = ({ fields }: { fields: Plan['operations'][number]['fields'] }) => (
  <dl class="preview-values">
    {fields.map(({ name, value }) => (
      <div key={name}>
        <dt dir="auto">{name}</dt>
        <dd dir="auto">{value === '' ? <span class="subtle">{text.preview.emptied}</span> : value}</dd>
      </div>
    ))}
  </dl>
);

const Operations = ({ title, operations }: { title: string; operations: Plan['operations'] }) => (
  <Part title={title}>
    <ul class="plain-list stack-small">
      {operations.map(({ what, fields }, index) => (
        <li key={index}>
          <span dir="auto">{what}</span>
          {fields.length > 0 ? <Values fields={fields} /> : null}
        </li>
      ))}
    </ul>
  </Part>
);

const Requests = ({ requests }: { requests: Preview['requests'] }) => (
  <details class="card">
    <summary>{text.preview.requests(requests.length)}</summary>
    {requests.map(({ method, path, body, note }, index) => (
      <div key={index} class="stack-small">
        <p>
          <strong>{method}</strong> <span class="mono">{path ?? text.preview.requestHidden}</span>
        </p>
        {note ? <p class="subtle">{note}</p> : null}
        {body === null || body === undefined ? null : <pre dir="ltr">{JSON.stringify(body, null, 2)}</pre>}
      </div>
    ))}
  </details>
);

/** A reason mostly begins with its subject, which stands before it already. */
const withoutStart = (reason: string, subject: string): string =>
  reason.startsWith(`${subject} `) ? reason.slice(subject.length + 1) : reason;

const ofSide = (plan: Plan, side: Side): Plan['operations'] => plan.operations.filter((one) => one.side === side);

export const PreviewResult = (props: { preview: Preview; side: Side; names: PreviewNames }) => {
  const { preview, side, names } = props;
  const told = (sentence: string): string => inSiteNames(sentence, names.sides);
  const { link, why, plan, requests, skipped, conflicts, problems } = preview;
  const words = text.preview;
  const other: Side = side === 'master' ? 'provider' : 'master';
  const [mine, theirs] = plan ? [ofSide(plan, side), ofSide(plan, other)] : [[], []];
  return (
    <div class="stack" aria-live="polite">
      <Banner tone={why ? 'warning' : 'info'} title={link ? words.linked : words.notLinked}>
        {why !== null ? told(why) : plan && plan.operations.length === 0 ? words.nothing : null}
      </Banner>
      {problems.length > 0 ? (
        <Part title={words.problems}>
          {problems.map(({ subject, cause, remedy }) => (
            <Banner key={subject + cause} tone="danger" title={<span dir="auto">{subject}</span>}>
              {told(cause)} {told(remedy)}
            </Banner>
          ))}
        </Part>
      ) : null}
      <div class="columns">
        {theirs.length > 0 ? <Operations title={names.there} operations={theirs} /> : null}
        {mine.length > 0 ? <Operations title={names.here} operations={mine} /> : null}
      </div>
      {conflicts.length > 0 ? (
        <Part title={words.conflicts}>
          {conflicts.map(({ subject, winner, values }) => (
            <div key={subject} class="stack-small">
              <strong dir="auto">{subject}</strong>
              <TwoValues mine={values[side]} theirs={values[other]} titles={names.conflict.values} />
              <span class="subtle">
                {winner ? names.conflict.wins[winner === side ? 'mine' : 'theirs'] : words.asks}
              </span>
            </div>
          ))}
        </Part>
      ) : null}
      {skipped.length > 0 ? (
        <Part title={words.skipped}>
          <ul class="plain-list stack-small">
            {skipped.map(({ subject, reason }, index) => (
              <li key={index}>
                <strong dir="auto">{subject}</strong> <span dir="auto">{told(withoutStart(reason, subject))}</span>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {link !== null && plan && plan.settled.length > 0 ? (
        <p class="subtle">{words.settled(plan.settled.length)}</p>
      ) : null}
      {requests.length > 0 ? <Requests requests={requests} /> : null}
    </div>
  );
};
