import { attach } from '../../client/jira';
import type { End } from '../../client/compare/pair';
import { pairOf, type Day } from '../day';
import { noise, pngOf, textFile } from '../sample-files';
import { createShared } from './birth';

const FIVE_MB = 5 * 1024 * 1024;

export async function files(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'Files of all kinds');
  report.step('Files cross both ways: one name twice, five megabytes, an excluded name');
  const { provider } = await pairOf(day, day.acmeDeal, key);
  await attach(day.master.agent, key, { name: 'trace.txt', bytes: textFile('first trace'), mimeType: 'text/plain' });
  await attach(day.master.agent, key, { name: 'trace.txt', bytes: textFile('second trace'), mimeType: 'text/plain' });
  await attach(day.master.agent, key, { name: 'dump ü 完.bin', bytes: noise(FIVE_MB) });
  await attach(day.master.agent, key, { name: 'setup.exe', bytes: noise(2000) });
  await attach(day.acme.agent, provider.id, { name: 'acme-answer.png', bytes: pngOf(20, 20), mimeType: 'image/png' });
  await day.quiet();
  const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
  for (const end of [acme.master, acme.provider, globex.provider])
    report.line(`${end.key}: ${namesOf(end).join(', ')}`);
  report.check(
    'both files of one name are at Acme',
    namesOf(acme.provider).filter((name) => name === 'trace.txt').length === 2,
  );
  report.check(
    'the five megabytes are at Acme',
    acme.provider.files.some((file) => file.size === FIVE_MB),
  );
  report.check(
    'the .exe stayed at home',
    ![...namesOf(acme.provider), ...namesOf(globex.provider)].includes('setup.exe'),
  );
  report.check("Acme's picture is at the master", namesOf(acme.master).includes('acme-answer.png'));
  report.check("Acme's picture is not at Globex", !namesOf(globex.provider).includes('acme-answer.png'));
}

const namesOf = (end: End): string[] => end.files.map((file) => file.filename).sort();
