import { useState } from 'preact/hooks';
import { Banner, Button, Confirm, ErrorBox } from '../../kit';
import { text } from '../../text';
import { type Draft } from './draft';

/** What is changed and not saved yet, at the foot of the page. */
export const SaveBar = (props: { draft: Draft; busy: boolean; error: Error | null; onSave: () => void }) => {
  const { draft, busy, error, onSave } = props;
  const words = text.contract;
  const [asked, setAsked] = useState(false);
  return (
    <div class="save-bar" role="region" aria-label={words.unsaved}>
      {error && !draft.stale ? <ErrorBox error={error} /> : null}
      {draft.stale ? (
        <Banner tone="warning" title={words.stale}>
          <p>{words.staleText}</p>
          <Button onClick={draft.keepMine}>{words.keepMine}</Button>
        </Banner>
      ) : null}
      <div class="row">
        <strong role="status">{words.unsaved}</strong>
        <div class="actions row-end">
          <Button kind="subtle" onClick={() => setAsked(true)}>
            {words.discard}
          </Button>
          <Button kind="primary" busy={busy} disabled={draft.stale} onClick={onSave}>
            {words.save}
          </Button>
        </div>
      </div>
      {asked ? (
        <Confirm
          title={words.discardTitle}
          confirm={words.discard}
          danger
          onConfirm={draft.discard}
          onClose={() => setAsked(false)}
        >
          <p>{words.discardText}</p>
        </Confirm>
      ) : null}
    </div>
  );
};

/** Saved, and still off: the next step stands where the last one was. */
export const OffBar = ({ onEnable }: { onEnable: () => void }) => (
  <div class="save-bar" role="region" aria-label={text.contract.offNow}>
    <div class="row">
      <strong>{text.contract.offNow}</strong>
      <div class="actions row-end">
        <Button kind="primary" onClick={onEnable}>
          {text.contract.enableNow}
        </Button>
      </div>
    </div>
  </div>
);
