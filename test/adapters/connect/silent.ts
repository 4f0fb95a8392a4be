import { type Log, type Metrics } from '../../../src/sync/ports';

export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what was logged, so that a test can look for what must not be in it. */
export const listeningLog = (): Log & { readonly lines: Line[] } => {
  const lines: Line[] = [];
  const at =
    (level: Line['level']): Log['info'] =>
    (fields, message) => {
      lines.push({ level, fields, message });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

export const countingMetrics = (): Metrics & { readonly counts: Map<string, number> } => {
  const counts = new Map<string, number>();
  return {
    counts,
    count: (name, labels = {}, by = 1) => {
      const key = [name, ...Object.values(labels)].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    observe: () => undefined,
  };
};
