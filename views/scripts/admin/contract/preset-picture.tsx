import { text } from '../../text';
import { type Preset } from './presets';

interface Arrow {
  readonly way: 'out' | 'in';
  /** Comes as an answer, not by itself. */
  readonly answer?: boolean;
  /** Heights at the own and at the partner's side. */
  readonly y: readonly [mine: number, theirs: number];
}

const MIDDLE = 28;
const BOTH: readonly [number, number] = [22, 34];
const arrow = (way: Arrow['way'], y = MIDDLE, answer = false): Arrow => ({ way, answer, y: [y, y] });

const ARROWS: Readonly<Record<Preset, readonly Arrow[]>> = {
  sendTickets: [arrow('out', BOTH[0]), arrow('in', BOTH[1], true)],
  receiveTickets: [arrow('in', BOTH[0]), arrow('out', BOTH[1], true)],
  equal: [arrow('out', BOTH[0]), arrow('in', BOTH[1])],
  copyOut: [arrow('out')],
  copyIn: [arrow('in')],
  broadcast: [8, MIDDLE, 48].map((theirs): Arrow => ({ way: 'out', y: [MIDDLE, theirs] })),
  internal: [arrow('out', BOTH[0]), arrow('in', BOTH[1])],
};

const HEAD = 5;
const [START, END] = [60, 116];
const lineOf = ({ way, y: [mine, theirs] }: Arrow): string =>
  way === 'out' ? `M${START} ${mine} L${END - HEAD} ${theirs}` : `M${END} ${theirs} L${START + HEAD} ${mine}`;
const headOf = ({ way, y: [mine, theirs] }: Arrow): string =>
  way === 'out' ? `M${END} ${theirs} l-8 -4 v8 z` : `M${START} ${mine} l8 -4 v8 z`;

const BoxOf = ({ x, y, height, label }: { x: number; y: number; height: number; label: string }) => (
  <g class="preset-box">
    <rect x={x} y={y} width={56} height={height} rx={4} />
    <text x={x + 28} y={y + height / 2} text-anchor="middle" dominant-baseline="central">
      {label}
    </text>
  </g>
);

/** Who sends to whom; the sentence beside it says the same. */
export const PresetPicture = ({ preset, internal }: { preset: Preset; internal: boolean }) => {
  const words = text.contract.pictureWords;
  const theirs = preset === 'broadcast' ? ['A', 'B', 'C'] : [internal ? words.otherProject : words.partner];
  const height = theirs.length > 1 ? 16 : 32;
  const top = theirs.length > 1 ? 0 : 12;
  return (
    <svg class="preset-picture" viewBox="-1 -1 178 58" width={178} height={58} aria-hidden="true">
      <BoxOf x={0} y={12} height={32} label={internal ? words.project : words.you} />
      {theirs.map((label, at) => (
        <BoxOf key={label} x={120} y={top + at * 20} height={height} label={label} />
      ))}
      {ARROWS[preset].map((one) => (
        <g key={`${one.way}${one.y[1]}`} class={`preset-arrow preset-arrow-${one.way}`}>
          <path class={one.answer ? 'preset-line preset-line-answer' : 'preset-line'} d={lineOf(one)} />
          <path class="preset-head" d={headOf(one)} />
        </g>
      ))}
    </svg>
  );
};
