import { useState } from 'preact/hooks';
import { type Contract, type Half } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Confirm, ErrorBox, Field, TextInput } from '../../kit';
import { text } from '../../text';

/** Keeps the half for use with other partners. */
export const TemplateActions = ({ contract, half }: { contract: Contract; half: Half }) => {
  const words = text.contract;
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(contract.name);
  const [error, setError] = useState<Error | null>(null);
  const keep = useAction(async () => {
    await post('/templates', { name: name.trim(), half });
    setOpen(false);
    showFlag('success', words.templateSaved);
  }, setError);
  return (
    <div class="actions">
      <Button kind="subtle" onClick={() => setOpen(true)}>
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
          {error ? <ErrorBox error={error} /> : null}
        </Confirm>
      ) : null}
    </div>
  );
};
