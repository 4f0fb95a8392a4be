import { type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { hrefOf } from '../host/route';
import { text } from '../text';
import { isSecond, notWhileHeld } from './once';

export interface ButtonProps {
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'default' | 'subtle' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly children: ComponentChildren;
}

/** While `busy` it keeps its size and its place in the tab order, and does nothing. A double click is one click. */
export const Button = ({ kind = 'default', type = 'button', busy, disabled, onClick, ...rest }: ButtonProps) => (
  <button
    type={type}
    class={`button button-${kind}`}
    aria-busy={busy ? 'true' : undefined}
    aria-disabled={busy ? 'true' : undefined}
    disabled={disabled}
    title={rest.title}
    onKeyDown={notWhileHeld}
    onClick={(event) => {
      // A second submit is as much as a second click.
      if (busy || isSecond(event)) event.preventDefault();
      else onClick?.();
    }}
  >
    {busy ? <span class="spinner" aria-hidden="true" /> : null}
    <span class="button-label">{rest.children}</span>
  </button>
);

/** A small button whose name is read, not shown. */
export const IconButton = (props: { label: string; icon: string; onClick: () => void; disabled?: boolean }) => (
  <button
    type="button"
    class="icon-button"
    aria-label={props.label}
    title={props.label}
    disabled={props.disabled}
    onKeyDown={notWhileHeld}
    onClick={(event) => {
      if (!isSecond(event)) props.onClick();
    }}
  >
    <span aria-hidden="true">{props.icon}</span>
  </button>
);

/** A link to another place in the page. */
export const LinkTo = (props: { to: readonly string[]; children: ComponentChildren; class?: string }) => (
  <a href={hrefOf(...props.to)} class={props.class}>
    {props.children}
  </a>
);

/** A text to take along: selected on focus, copied by the button. */
export const CopyText = ({ value, label }: { value: string; label: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const box = document.getElementById(`copy-${label}`) as HTMLInputElement | null;
    box?.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // A frame may lack the permission; the older way works inside a click.
      document.execCommand('copy');
    }
    setCopied(true);
  };
  return (
    <div class="copy-text">
      <input
        id={`copy-${label}`}
        class="input"
        readOnly
        value={value}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={() => void copy()}>{copied ? text.common.copied : text.common.copy}</Button>
      <span class="visually-hidden" role="status">
        {copied ? text.common.copied : ''}
      </span>
    </div>
  );
};
