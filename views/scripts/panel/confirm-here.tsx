import { type ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '../kit';
import { text } from '../text';

/**
 * Says what will happen, at the place of the button. A modal would be centred in the frame, which may be longer than the
 * screen or lower than the modal.
 */
export const ConfirmHere = (props: {
  title: string;
  confirm: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) => {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    // The frame grows in a moment: until then its own scrolling would hide the upper part.
    box.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div
      ref={box}
      class="confirm-here"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <strong id={`${id}-title`}>{props.title}</strong>
      <div id={`${id}-text`}>{props.children}</div>
      <div class="actions">
        <Button kind="danger" busy={props.busy} onClick={props.onConfirm}>
          {props.confirm}
        </Button>
        <Button kind="subtle" onClick={props.onClose}>
          {text.common.cancel}
        </Button>
      </div>
    </div>
  );
};
