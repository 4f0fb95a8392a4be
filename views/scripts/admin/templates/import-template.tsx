import { useState } from 'preact/hooks';
import { type HalfDocument } from '../../host/api-types';
import { ApiError } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Banner, Confirm, ErrorBox, Field, FileInput, JSON_FILES } from '../../kit';
import { text } from '../../text';
import { FaultList } from '../contract/check-summary';
import { keepTemplate } from './keep-template';
import { findNamed } from './find-named';
import { readTemplate } from './template-file';

const notOurs = (): ApiError => {
  const { notJson, notJsonText } = text.templates;
  return new ApiError(0, 'not-a-template', notJson, notJsonText, []);
};

/** In a file paths say where to look. */
const Trouble = ({ error }: { error: Error }) => {
  const { faults } = error instanceof ApiError ? error : { faults: [] };
  if (faults.length === 0) return <ErrorBox error={error} />;
  return (
    <Banner tone="danger" title={text.templates.faults(faults.length)}>
      <FaultList faults={faults.map((fault) => ({ remedy: '', ...fault }))} as="paths" />
    </Banner>
  );
};

type Read = Pick<HalfDocument, 'name' | 'half'>;

/** Takes a file; where it would take the place of a template, it asks first. */
export const ImportTemplate = ({ onDone }: { onDone: () => void }) => {
  const words = text.templates;
  const [asked, setAsked] = useState<Read | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const fail = (cause: Error): void => {
    setAsked(null);
    setError(cause);
  };
  const keep = async ({ name, half }: Read): Promise<void> => {
    await keepTemplate(name, half, await findNamed(name));
    showFlag('success', words.imported(name));
    setAsked(null);
    onDone();
  };
  const replace = useAction(keep, fail);
  const take = useAction(async (file: File) => {
    setError(null);
    const read = readTemplate(await file.text(), file.name.replace(/\.json$/i, ''));
    if (!read) throw notOurs();
    if (await findNamed(read.name)) setAsked(read);
    else await keep(read);
  }, fail);
  return (
    <section class="card narrow-form">
      <Field label={words.import} hint={words.importHint}>
        <FileInput accept={JSON_FILES} onFile={take.run} />
      </Field>
      {error ? <Trouble error={error} /> : null}
      {asked ? (
        <Confirm
          title={words.replaceTitle(asked.name)}
          confirm={words.replace}
          busy={replace.busy}
          onConfirm={() => replace.run(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{words.replaceText}</p>
        </Confirm>
      ) : null}
    </section>
  );
};
