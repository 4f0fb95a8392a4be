import { type ComponentChildren } from 'preact';

export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => ComponentChildren;
  readonly narrow?: boolean;
}

/** On a narrow screen each row becomes a card whose cells carry their heading. */
export const Table = <T,>(props: {
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  caption: string;
}) => (
  <table class="table">
    <caption class="visually-hidden">{props.caption}</caption>
    <thead>
      <tr>
        {props.columns.map(({ head, narrow }) => (
          <th key={head} scope="col" class={narrow ? 'narrow' : undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {props.rows.map((row) => (
        <tr key={props.keyOf(row)}>
          {props.columns.map(({ head, cell, narrow }) => (
            <td key={head} data-head={head} class={narrow ? 'narrow' : undefined}>
              {cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
