import { type Forecast } from '../../host/api-types';
import { Banner, Table } from '../../kit';
import { text } from '../../text';

const Figure = ({ name, value, strong }: { name: string; value: string; strong?: boolean }) => (
  <div class={`forecast-figure ${strong ? 'forecast-figure-strong' : ''}`}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const count = (n: number): string => n.toLocaleString('en');

/** What a run would do and cost, before it is started. */
export const ForecastView = ({ forecast }: { forecast: Forecast }) => {
  const { issues, asked, alreadyLinked, outOfScope, withoutMatch, unmatched, calls, minutes, sample } = forecast;
  const words = text.bulk;
  return (
    <section class="card" aria-label={words.forecastTitle}>
      <h2>{words.forecastTitle}</h2>
      {issues === 0 ? <Banner tone="warning">{words.nothingToDo}</Banner> : null}
      {asked > 0 ? <Banner tone="info">{words.asks(asked)}</Banner> : null}
      <dl class="forecast-figures">
        <Figure strong name={words.issues} value={count(issues)} />
        <Figure name={words.minutes} value={words.about(minutes)} />
        <Figure name={words.calls} value={count(calls)} />
        <Figure name={words.alreadyLinked} value={count(alreadyLinked)} />
        <Figure name={words.outOfScope} value={count(outOfScope)} />
        <Figure name={words.unmatched} value={count(withoutMatch)} />
      </dl>
      {sample.length > 0 ? (
        <p class="subtle" dir="auto">
          {words.sample} {sample.join(', ')}
        </p>
      ) : null}
      {unmatched.length > 0 ? (
        <details open={unmatched.length <= 10}>
          <summary>{words.unmatchedTitle(withoutMatch)}</summary>
          <Table
            caption={words.unmatched}
            rows={unmatched}
            keyOf={({ issue }) => issue}
            columns={[
              { head: words.issue, narrow: true, cell: ({ issue }) => <span dir="auto">{issue}</span> },
              { head: words.reason, cell: ({ reason }) => <span dir="auto">{reason}</span> },
            ]}
          />
          {withoutMatch > unmatched.length ? <p class="subtle">{words.onlySome(unmatched.length)}</p> : null}
        </details>
      ) : null}
    </section>
  );
};
