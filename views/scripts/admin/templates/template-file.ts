import { type HalfDocument } from '../../host/api-types';

const FORMAT = 'accord.half.v1';

/** As the API exports a contract's own half, so that either file can be imported in either place. */
export const writeTemplate = (name: string, half: HalfDocument['half']): string =>
  `${JSON.stringify({ format: FORMAT, name, half } satisfies HalfDocument, null, 2)}\n`;

/** Null: no file of ours. What is wrong inside the half tells the server. */
export const readTemplate = (content: string, fallbackName: string): Pick<HalfDocument, 'name' | 'half'> | null => {
  try {
    const document = JSON.parse(content) as Partial<HalfDocument> | null;
    if (typeof document !== 'object' || document === null || document.format !== FORMAT) return null;
    if (typeof document.half !== 'object' || document.half === null) return null;
    const name = typeof document.name === 'string' && document.name.trim() !== '' ? document.name : fallbackName;
    return { name, half: document.half };
  } catch {
    return null;
  }
};
