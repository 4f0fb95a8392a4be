import { useState } from 'preact/hooks';
import { useAction } from '../host/load';
import { useTyped } from '../host/typed';
import { Confirm, ErrorBox, Field, TextInput } from '../kit';
import { text } from '../text';

/** Asks for another name and keeps what was typed where it is refused. */
export const RenameDialog = (props: {
  title: string;
  label: string;
  hint?: string;
  name: string;
  /** What is wrong with a name, beside that it is missing. */
  faultOf?: (name: string) => Promise<string | null>;
  onRename: (name: string) => Promise<unknown>;
  onClose: () => void;
}) => {
  const words = text.common;
  const [name, setName] = useState(props.name);
  const [error, setError] = useState<Error | null>(null);
  const [tried, setTried] = useState(false);
  const faultOf = props.faultOf ?? (() => Promise.resolve(null));
  const [typed, setTyped] = useTyped(name, faultOf);
  const rename = useAction(async () => {
    const late = await faultOf(name);
    setTyped(late);
    if (late === null) await props.onRename(name.trim());
  }, setError);
  const missing = name.trim() === '' ? words.nameMissing : null;
  const fault = missing ?? typed;
  const shown = fault !== null && (tried || fault !== missing) ? [fault] : [];
  return (
    <Confirm
      title={props.title}
      confirm={words.rename}
      busy={rename.busy}
      onConfirm={() => {
        setTried(true);
        if (fault === null) rename.run();
      }}
      onClose={props.onClose}
    >
      <Field label={props.label} hint={props.hint} errors={shown}>
        <TextInput value={name} maxLength={100} onChange={setName} />
      </Field>
      {error ? <ErrorBox error={error} /> : null}
    </Confirm>
  );
};
