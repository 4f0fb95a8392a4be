import { useState } from 'preact/hooks';
import { type Contract, type Half } from '../../host/api-types';
import { fileName, saveFile } from '../../host/download';
import { showFlag } from '../../host/host';
import { go } from '../../host/route';
import { Button, Field, FileInput, JSON_FILES, TextArea } from '../../kit';
import { text } from '../../text';
import { CheckSummary } from './check-summary';
import { keepDraft, useDraft } from './draft';
import { parseRef } from './ref';
import { useCheck } from './use-check';

const FORMAT = 'accord.half.v1';

/** A half alone, or one inside an exported document; null where it is neither. */
export const readHalf = (written: string): Half | null => {
  try {
    const value = JSON.parse(written) as { half?: Half; scope?: unknown } | null;
    if (typeof value !== 'object' || value === null) return null;
    return value.half ?? (value.scope ? (value as Half) : null);
  } catch {
    return null;
  }
};

const ImportButton = ({ onRead }: { onRead: (content: string) => void }) => (
  <label class="button button-default">
    {text.contract.importFile}
    <FileInput class="visually-hidden" accept={JSON_FILES} onFile={(file) => void file.text().then(onRead)} />
  </label>
);

export const JsonPanel = (props: { part: string; contract: Contract; readOnly: boolean }) => {
  const { part, contract, readOnly } = props;
  const words = text.contract;
  const draft = useDraft(part, contract);
  const [written, setWritten] = useState(() => JSON.stringify(draft.half, null, 2));
  const half = readHalf(written);
  const checked = useCheck(parseRef(part), half);
  const changed = half !== null && JSON.stringify(half) !== JSON.stringify(draft.half);
  const apply = (): void => {
    if (!half) return;
    keepDraft(part, { version: draft.version, half });
    showFlag('success', words.jsonApplied);
    go('contracts', part);
  };
  return (
    <div class="stack">
      <p class="subtle">{words.jsonIntro}</p>
      <Field label={words.jsonTab} errors={half === null && written !== 'null' ? [words.jsonBad] : []}>
        <TextArea mono rows={24} value={written} onChange={setWritten} />
      </Field>
      {half ? <CheckSummary checked={checked} as="paths" /> : null}
      <div class="actions">
        {readOnly ? null : (
          <Button kind="primary" disabled={!changed} onClick={apply}>
            {words.jsonApply}
          </Button>
        )}
        <Button
          disabled={half === null}
          onClick={() =>
            saveFile(
              fileName(contract.name, 'json'),
              'application/json',
              `${JSON.stringify({ format: FORMAT, name: contract.name, half }, null, 2)}\n`,
            )
          }
        >
          {words.exportFile}
        </Button>
        {readOnly ? null : <ImportButton onRead={setWritten} />}
      </div>
    </div>
  );
};
