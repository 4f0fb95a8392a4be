import { type ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../text';
import { Button } from './buttons';

const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary';

/** A browser lets Tab leave a modal for its own buttons, and in a frame for the page around it, which knows no modal. */
const keepTab = (event: KeyboardEvent, dialog: HTMLElement | null): void => {
  if (event.key !== 'Tab' || !dialog) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
  const end = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== end && document.activeElement !== dialog) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
};

/** A modal of the browser's own kind: it keeps the focus, and Escape closes it. */
export const Dialog = (props: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  actions: ComponentChildren;
  wide?: boolean;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const modal = dialog.current;
    modal?.showModal();
    return () => {
      // While it is open, what is behind it takes no focus.
      modal?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.wide ? 'dialog-wide' : ''}`}
      aria-labelledby={id}
      onKeyDown={(event) => keepTab(event, dialog.current)}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 id={id}>{props.title}</h2>
      <div class="dialog-body">{props.children}</div>
      <div class="actions actions-end">{props.actions}</div>
    </dialog>
  );
};

/** Says what will happen before it happens; `confirm` names the act, never "OK". Enter in its one text box confirms too. */
export const Confirm = (props: {
  title: string;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) => (
  <Dialog
    title={props.title}
    onClose={props.onClose}
    actions={
      <>
        <Button kind="subtle" onClick={props.onClose}>
          {text.common.cancel}
        </Button>
        <Button
          kind={props.danger ? 'danger' : 'primary'}
          busy={props.busy ?? false}
          disabled={props.disabled ?? false}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
      </>
    }
  >
    <form
      class="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy && !props.disabled) props.onConfirm();
      }}
    >
      {props.children}
    </form>
  </Dialog>
);
