import { Banner } from '../kit';

const SHOWN = 20;

/** What is wrong with which line of a list; the rest of it can be taken. */
export const LineFaults = (props: {
  title: string;
  lines: readonly { readonly line: number; readonly what: string }[];
  more: (n: number) => string;
}) => (
  <Banner tone="warning" title={props.title}>
    <ul>
      {props.lines.slice(0, SHOWN).map(({ line, what }) => (
        <li key={line} dir="auto">
          {what}
        </li>
      ))}
    </ul>
    {props.lines.length > SHOWN ? <p>{props.more(props.lines.length - SHOWN)}</p> : null}
  </Banner>
);
