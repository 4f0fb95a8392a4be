import { type ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../text';
import { Button } from './buttons';

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
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.wide ? 'dialog-wide' : ''}`}
      aria-labelledby={id}
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
