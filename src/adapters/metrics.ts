import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Log, type Metrics } from '../sync/ports';

type Kind = 'counter' | 'timing';

interface Definition {
  readonly kind: Kind;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Every metric there is: port name -> what it counts. Exposed as `accord_<name>_total` and `accord_<name>_seconds`. */
export const METRICS: Readonly<Record<string, Definition>> = {
  http_requests: { kind: 'counter', help: 'Answered requests', labels: ['area', 'status'] },
  http: { kind: 'timing', help: 'Time to answer a request', labels: ['area'] },
  token_refusals: { kind: 'counter', help: 'Requests refused for their token', labels: ['area'] },
  webhooks: { kind: 'counter', help: 'Webhooks by what became of them', labels: ['event', 'outcome'] },
  lanes: { kind: 'counter', help: 'Runs of lanes by how they ended', labels: ['kind', 'outcome'] },
  operations: { kind: 'counter', help: 'Operations by how they ended', labels: ['kind', 'outcome'] },
  operation: { kind: 'timing', help: 'Time of one operation on Jira', labels: ['kind'] },
  reads_failed: { kind: 'counter', help: 'Links that could not be read, by cause', labels: ['failure'] },
  links_settled: {
    kind: 'counter',
    help: 'Links brought to rest with a write, by the sides written',
    labels: ['sides'],
  },
  jira_calls: { kind: 'counter', help: 'REST calls to Jira', labels: ['site', 'method', 'route', 'status'] },
  jira_points: { kind: 'counter', help: 'Rate-limit points these calls cost, as estimated', labels: ['site'] },
  jira_call: { kind: 'timing', help: 'Time of one REST call', labels: ['method', 'route'] },
  sweeps: { kind: 'counter', help: 'Regular looks at a side of a contract', labels: ['side'] },
};

/** Fine below 100 ms, where a webhook's answer should be; up to minutes, for the way to the other side. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export interface MetricsAdapter extends Metrics {
  /** Prometheus text. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** A value read at the time of each scrape. */
  gauge(name: string, help: string, read: () => Promise<number>): void;
}

export const createMetrics = (log: Log, definitions = METRICS): MetricsAdapter => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'accord_' });
  const counters = new Map<string, Counter>();
  const timings = new Map<string, Histogram>();
  for (const [name, { kind, help, labels }] of Object.entries(definitions)) {
    const shared = { help, labelNames: labels, registers: [registry] };
    if (kind === 'counter') counters.set(name, new Counter({ name: `accord_${name}_total`, ...shared }));
    else timings.set(name, new Histogram({ name: `accord_${name}_seconds`, buckets: BUCKETS, ...shared }));
  }
  // A metric that is not in the table must never stop a sync: a test holds the names in src against the table.
  const unknown = (name: string): void => log.warn({ metric: name }, 'unknown metric');
  const known = (name: string, labels: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(labels).filter(([label]) => definitions[name]?.labels.includes(label)));
  return {
    count: (name, labels = {}, by = 1) => {
      const counter = counters.get(name);
      if (counter) counter.inc(known(name, labels), by);
      else unknown(name);
    },
    observe: (name, seconds, labels = {}) => {
      const timing = timings.get(name);
      if (timing) timing.observe(known(name, labels), seconds);
      else unknown(name);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    gauge: (name, help, read) => {
      new Gauge({
        name: `accord_${name}`,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
  };
};
