import { useState } from 'preact/hooks';
import { type Contract, type Half } from '../../host/api-types';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Banner, Button, Confirm, ErrorBox, Field, TextInput } from '../../kit';
import { text } from '../../text';
import { useTemplates } from '../overview/figures';
import { keepTemplate } from '../templates/keep-template';
import { findByName } from '../templates/same-name';

/** Keeps the half for use with other partners. */
export const TemplateActions = ({ contract, half }: { contract: Contract; half: Half }) => {
  const words = text.contract;
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(contract.name);
  const [error, setError] = useState<Error | null>(null);
  const templates = useTemplates();
  const known = findByName(templates.data?.templates ?? [], name);
  const ask = (): void => {
    setError(null);
    templates.reload();
    setOpen(true);
  };
  const keep = useAction(async () => {
    setError(null);
    await keepTemplate(name.trim(), half, known);
    setOpen(false);
    templates.reload();
    showFlag('success', words.templateSaved);
  }, setError);
  return (
    <div class="actions">
      <Button kind="subtle" onClick={ask}>
        {words.saveTemplate}
      </Button>
      {open ? (
        <Confirm
          title={words.saveTemplate}
          confirm={words.saveTemplate}
          busy={keep.busy}
          onConfirm={() => {
            if (name.trim() !== '') keep.run();
          }}
          onClose={() => setOpen(false)}
        >
          <Field label={words.nameLabel}>
            <TextInput value={name} maxLength={100} onChange={setName} />
          </Field>
          {known ? <Banner tone="info">{words.templateReplaces}</Banner> : null}
          {error ? <ErrorBox error={error} /> : null}
        </Confirm>
      ) : null}
    </div>
  );
};
