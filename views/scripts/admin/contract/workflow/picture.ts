/** Where everything of the picture of a workflow stands. Pure: numbers in, numbers out. Units are SVG user units. */
export interface PictureStatus {
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
  /** A rule names it, the project does not have it. */
  readonly missing: boolean;
}
export interface Step {
  readonly status: string;
  readonly signal: string;
}
export interface PictureInput {
  readonly statuses: readonly PictureStatus[];
  /** A status that is reached tells the signal. */
  readonly sends: readonly Step[];
  /** A signal that comes in moves the issue to the status. */
  readonly receives: readonly Step[];
}
export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
export interface StatusBox extends Box {
  readonly category: PictureStatus['category'];
  readonly missing: boolean;
}
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly direction: 'in' | 'out';
  readonly path: string;
}
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly statuses: readonly StatusBox[];
  readonly incoming: readonly Box[];
  readonly outgoing: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export const BOX_HEIGHT = 32;
export const PICTURE_WIDTH = 620;
const ROW = 44;
const TOP = 32;
const SIGNAL_WIDTH = 150;
const STATUS_WIDTH = 180;
const STATUS_X = (PICTURE_WIDTH - STATUS_WIDTH) / 2;
const BEND = 35;

const CATEGORY_ORDER = { new: 0, undefined: 1, indeterminate: 2, done: 3 };

/** Signals stand at the height of what they are tied to, as far as there is room: that keeps arrows from crossing. */
const placeSignals = (steps: readonly Step[], heightOf: ReadonlyMap<string, number>, x: number): readonly Box[] => {
  const names = [...new Set(steps.map(({ signal }) => signal))];
  const wanted = names.map((name) => {
    const heights = steps.filter(({ signal }) => signal === name).map(({ status }) => heightOf.get(status) ?? TOP);
    return { name, y: heights.reduce((sum, height) => sum + height, 0) / heights.length };
  });
  let free = TOP;
  return wanted
    .sort((a, b) => a.y - b.y || a.name.localeCompare(b.name))
    .map(({ name, y }) => {
      const placed = Math.max(free, y);
      free = placed + ROW;
      return { name, x, y: placed, width: SIGNAL_WIDTH };
    });
};

const curve = (x1: number, y1: number, x2: number, y2: number): string =>
  `M ${x1} ${y1} C ${x1 + BEND} ${y1}, ${x2 - BEND} ${y2}, ${x2} ${y2}`;

const middle = ({ y }: Box): number => y + BOX_HEIGHT / 2;

const once = (steps: readonly Step[]): readonly Step[] => [
  ...new Map(steps.map((step) => [JSON.stringify([step.status, step.signal]), step])).values(),
];

export const layOut = ({ statuses, sends, receives }: PictureInput): Picture => {
  const ordered = [...statuses].sort((a, b) => CATEGORY_ORDER[a.category] - CATEGORY_ORDER[b.category]);
  const boxes = ordered.map((status, index) => ({ ...status, x: STATUS_X, y: TOP + index * ROW, width: STATUS_WIDTH }));
  const heightOf = new Map(boxes.map(({ name, y }) => [name, y]));
  const incoming = placeSignals(receives, heightOf, 0);
  const outgoing = placeSignals(sends, heightOf, PICTURE_WIDTH - SIGNAL_WIDTH);
  const find = (list: readonly Box[], name: string) => list.find((box) => box.name === name);
  const arrows: Arrow[] = [];
  for (const { status, signal } of once(receives)) {
    const [from, to] = [find(incoming, signal), find(boxes, status)];
    if (!from || !to) continue;
    const path = curve(from.width, middle(from), to.x - 6, middle(to));
    arrows.push({ from: signal, to: status, direction: 'in', path });
  }
  for (const { status, signal } of once(sends)) {
    const [from, to] = [find(boxes, status), find(outgoing, signal)];
    if (!from || !to) continue;
    const path = curve(from.x + from.width, middle(from), to.x - 6, middle(to));
    arrows.push({ from: status, to: signal, direction: 'out', path });
  }
  const last = Math.max(TOP, ...[...boxes, ...incoming, ...outgoing].map(({ y }) => y));
  return { width: PICTURE_WIDTH, height: last + ROW, statuses: boxes, incoming, outgoing, arrows };
};
