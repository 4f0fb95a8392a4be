import { CHAPTERS, play } from './scenario/play';
import { startDay } from './scenario/day';
import { HELP, openTheatre, readTheatreFlags, type Theatre, type TheatreFlags } from './scenario/theatre';
import { createReport } from './scenario/report';

const write = (line: string): void => {
  console.log(line);
};

async function perform(theatre: Theatre, flags: TheatreFlags): Promise<number> {
  const report = createReport(write);
  const day = await startDay(theatre.world, report, {
    restart: theatre.restart,
    preview: theatre.preview,
    storm: flags.storm,
  });
  const differences = await play(day, flags.chapters);
  write('');
  report.failures.forEach((failure) => write(`failed: ${failure}`));
  if (report.failures.length > 0) write(`${report.failures.length} checks failed`);
  write(`${differences} differences`);
  return differences + report.failures.length === 0 ? 0 : 1;
}

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const flags = readTheatreFlags(process.argv.slice(2));
  const unknown = flags.chapters.filter((name) => !(name in CHAPTERS));
  if (flags.help || unknown.length > 0) {
    write(`${HELP}\n  chapters: ${Object.keys(CHAPTERS).join(', ')}`);
    return flags.help ? 0 : 1;
  }
  const theatre = await openTheatre(flags, write);
  const interrupted = new Promise<number>((done) => process.once('SIGINT', () => done(INTERRUPTED)));
  try {
    return await Promise.race([perform(theatre, flags), interrupted]);
  } finally {
    await theatre.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
