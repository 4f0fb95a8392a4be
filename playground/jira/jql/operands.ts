import { offsetMinutes, parseTime, startOfDay } from '../dates';
import { factOf } from '../store/state';
import { JqlFault, type Operand } from './ast';
import type { JqlAt, JqlField } from './jql-field';

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** A moment that JQL names: `-5m`, `2026-11-24 10:15`, `startOfDay("-1d")`, `now()`. Epoch milliseconds. */
export function momentOf(at: JqlAt, field: JqlField, operand: Operand): number {
  const zone = factOf(at.site.state, 'timeZone');
  if (operand.is === 'call') return callMoment(at, operand.name, operand.args[0] ?? null, zone);
  const text = operand.is === 'value' ? operand.text.trim() : '';
  const relative = relativeMs(text);
  if (relative !== null) return at.site.clock.now() + relative;
  const parsed = localMoment(text, zone);
  if (parsed !== null) return parsed;
  throw new JqlFault(
    `Date value '${text}' for field '${field.name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

/** `-1w 2d`: the sign counts for the whole. */
function relativeMs(text: string): number | null {
  const match = /^([+-]?)((?:\d+[mhdwy]\s*)+)$/.exec(text);
  if (!match) return null;
  const parts = (match[2] ?? '').match(/\d+[mhdwy]/g) ?? [];
  const sum = parts.reduce((total, part) => total + Number.parseInt(part, 10) * (UNITS[part.slice(-1)] ?? 0), 0);
  return match[1] === '-' ? -sum : sum;
}

function localMoment(text: string, zone: string): number | null {
  if (/^\d{12,}$/.test(text)) return Number(text);
  const match = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[ T](\d\d?):(\d\d))?$/.exec(text);
  if (!match) return parseTime(text, zone);
  const [, year, month, day, hour = '0', minute = '0'] = match;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return utc - offsetMinutes(utc, zone) * 60_000;
}

const DAY = 86_400_000;

function callMoment(at: JqlAt, name: string, shift: string | null, zone: string): number {
  const now = at.site.clock.now() + (shift === null ? 0 : (relativeMs(shift) ?? relativeMs(`${shift}d`) ?? 0));
  switch (name.toLowerCase()) {
    case 'now':
    case 'currentlogin':
      return at.site.clock.now();
    case 'startofday':
      return startOfDay(now, zone);
    case 'endofday':
      return startOfDay(now, zone) + DAY - 1;
    case 'startofweek': {
      const start = startOfDay(now, zone);
      return start - new Date(start + offsetMinutes(start, zone) * 60_000).getUTCDay() * DAY;
    }
    case 'startofmonth': {
      const start = startOfDay(now, zone);
      return start - (new Date(start + offsetMinutes(start, zone) * 60_000).getUTCDate() - 1) * DAY;
    }
    default:
      throw new JqlFault(`Unable to find JQL function '${name}(${shift ?? ''})'.`);
  }
}

/** Values in lower case that the operand stands for; several for a list or a function such as `membersOf`. */
export function valuesOf(at: JqlAt, field: JqlField, operand: Operand): string[] {
  switch (operand.is) {
    case 'empty':
      return [''];
    case 'list':
      return operand.items.flatMap((item) => valuesOf(at, field, item));
    case 'call':
      return callValues(at, operand.name, operand.args);
    case 'value':
      if (field.knows && !field.knows(operand.text))
        throw new JqlFault(`The value '${operand.text}' does not exist for the field '${field.name}'.`);
      return [operand.text.toLowerCase()];
  }
}

function callValues(at: JqlAt, name: string, args: readonly string[]): string[] {
  switch (name.toLowerCase()) {
    case 'currentuser':
      return [at.user.id];
    case 'membersof':
      return at.site.state.users
        .all()
        .filter((user) => user.groups.includes(args[0] ?? ''))
        .map((user) => user.id);
    default:
      throw new JqlFault(`Unable to find JQL function '${name}(${args.join(', ')})'.`);
  }
}
