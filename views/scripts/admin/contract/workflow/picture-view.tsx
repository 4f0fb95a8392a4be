import { useMemo } from 'preact/hooks';
import { text } from '../../../text';
import { type Box, BOX_HEIGHT, layOut, type PictureInput } from './picture';

const SIGNAL_RADIUS = 16;
const STATUS_RADIUS = 4;
const LONGEST = 22;
const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

const BoxOf = ({ box, radius, kind }: { box: Box; radius: number; kind: string }) => (
  <g class={`picture-box picture-${kind}`}>
    <title>{box.name}</title>
    <rect x={box.x} y={box.y} width={box.width} height={BOX_HEIGHT} rx={radius} />
    <text x={box.x + box.width / 2} y={box.y + BOX_HEIGHT / 2} text-anchor="middle" dominant-baseline="central">
      {short(box.name)}
    </text>
  </g>
);

/** Signals that come in on the left, the own statuses in the middle, signals that go out on the right. */
export const WorkflowPicture = (input: PictureInput) => {
  const { statuses, sends, receives } = input;
  const picture = useMemo(() => layOut(input), [JSON.stringify([statuses, sends, receives])]);
  const words = text.workflow;
  return (
    <div class="picture" tabIndex={0} role="group" aria-label={words.picture}>
      <svg
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        width={picture.width}
        height={picture.height}
        role="img"
        aria-label={[
          ...receives.map(({ signal, status }) => words.receivedInWords(signal, status)),
          ...sends.map(({ signal, status }) => words.sentInWords(status, signal)),
        ].join(' ')}
      >
        <defs>
          <marker
            id="arrow-in"
            class="picture-head-in"
            markerWidth="8"
            markerHeight="8"
            refX="2"
            refY="4"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 Z" />
          </marker>
          <marker
            id="arrow-out"
            class="picture-head-out"
            markerWidth="8"
            markerHeight="8"
            refX="2"
            refY="4"
            orient="auto"
          >
            <path d="M0,0 L8,4 L0,8 Z" />
          </marker>
        </defs>
        <text class="picture-title" x={0} y={16}>
          {words.pictureIn}
        </text>
        <text class="picture-title" x={picture.width / 2} y={16} text-anchor="middle">
          {words.pictureStatuses}
        </text>
        <text class="picture-title" x={picture.width} y={16} text-anchor="end">
          {words.pictureOut}
        </text>
        {picture.arrows.map(({ from, to, direction, path }) => (
          <path
            key={`${direction}:${from}:${to}`}
            class={`picture-arrow picture-arrow-${direction}`}
            d={path}
            marker-end={`url(#arrow-${direction})`}
          />
        ))}
        {picture.incoming.map((box) => (
          <BoxOf key={box.name} box={box} radius={SIGNAL_RADIUS} kind="in" />
        ))}
        {picture.statuses.map((box) => (
          <BoxOf key={box.name} box={box} radius={STATUS_RADIUS} kind={box.missing ? 'missing' : box.category} />
        ))}
        {picture.outgoing.map((box) => (
          <BoxOf key={box.name} box={box} radius={SIGNAL_RADIUS} kind="out" />
        ))}
      </svg>
    </div>
  );
};
