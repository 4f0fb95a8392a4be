import { useState } from 'preact/hooks';
import { type Contract, type Half, type TemplateEntry } from '../../host/api-types';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { useTyped } from '../../host/typed';
import { Banner, Button, Confirm, ErrorBox, Field, TextInput } from '../../kit';
import { text } from '../../text';
import { findNamed } from '../templates/find-named';
import { keepTemplate } from '../templates/keep-template';

interface Props {
  readonly contract: Contract;
  readonly half: Half;
}

const KeepDialog = ({ contract, half, onClose }: Props & { onClose: () => void }) => {
  const words = text.contract;
  const [name, setName] = useState(contract.name);
  const [error, setError] = useState<Error | null>(null);
  const [known, setKnown] = useTyped<TemplateEntry | null>(name, findNamed);
  const keep = useAction(async () => {
    setError(null);
    const there = await findNamed(name);
    // Nothing is replaced before it was said: with the note in sight it is asked again.
    if (there && there.id !== known?.id) return setKnown(there);
    await keepTemplate(name.trim(), half, there);
    showFlag('success', words.templateSaved);
    onClose();
  }, setError);
  return (
    <Confirm
      title={words.saveTemplate}
      confirm={words.saveTemplate}
      busy={keep.busy}
      onConfirm={() => {
        if (name.trim() !== '') keep.run();
      }}
      onClose={onClose}
    >
      <Field label={words.nameLabel}>
        <TextInput value={name} maxLength={100} onChange={setName} />
      </Field>
      {known ? <Banner tone="info">{words.templateReplaces}</Banner> : null}
      {error ? <ErrorBox error={error} /> : null}
    </Confirm>
  );
};

/** Keeps the half for use with other partners. */
export const TemplateActions = (props: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <div class="actions">
      <Button kind="subtle" onClick={() => setOpen(true)}>
        {text.contract.saveTemplate}
      </Button>
      {open ? <KeepDialog {...props} onClose={() => setOpen(false)} /> : null}
    </div>
  );
};
