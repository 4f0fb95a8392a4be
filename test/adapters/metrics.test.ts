import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics, METRICS } from '../../src/adapters/metrics';
import { listeningLog } from './connect/silent';

test('counts and timings come out under fixed names', async () => {
  const metrics = createMetrics(listeningLog());
  metrics.count('webhooks', { event: 'comment_created', outcome: 'stored' });
  metrics.count('webhooks', { event: 'comment_created', outcome: 'stored' }, 2);
  metrics.observe('http', 0.03, { area: 'api' });
  metrics.gauge('inbox_waiting', 'Waiting events', async () => Promise.resolve(7));
  const { text } = await metrics.render();
  expect(text).toContain('accord_webhooks_total{event="comment_created",outcome="stored"} 3');
  expect(text).toContain('accord_http_seconds_count{area="api"} 1');
  expect(text).toContain('accord_inbox_waiting 7');
  expect(text).toContain('accord_process_cpu');
});

test('an unknown metric or label never throws', () => {
  const log = listeningLog();
  const metrics = createMetrics(log);
  metrics.count('nonsense');
  metrics.observe('nonsense', 1);
  metrics.count('webhooks', { event: 'x', outcome: 'y', stranger: 'z' });
  expect(log.lines.map(({ fields }) => fields['metric'])).toEqual(['nonsense', 'nonsense']);
});

test('every metric that the sources name is in the table, with its labels', () => {
  const source = join(__dirname, '../../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const named = files.flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    return [...text.matchAll(/metrics\??\.(?:count|observe)\(\s*'([\w.]+)'/g)].map(([, name]) => name ?? '');
  });
  expect(named.length).toBeGreaterThan(3);
  expect([...new Set(named)].filter((name) => METRICS[name] === undefined)).toEqual([]);
});
