import { useState } from 'preact/hooks';
import { type IssuePair } from '../../host/api-types';
import { Banner, CSV_FILES, Field, FileInput, TextArea, textOfFile } from '../../kit';
import { text } from '../../text';
import { LineFaults } from '../line-faults';
import { type LineFault, readPairs } from './pairs-csv';

const Faults = ({ faults }: { faults: readonly LineFault[] }) => {
  const words = text.bulk;
  const lines = faults.map(({ line, code, what }) => ({ line, what: words.fault(line, words.faultKinds[code](what)) }));
  return <LineFaults title={words.faults(faults.length)} lines={lines} more={words.moreFaults} />;
};

/** A list as a file or pasted; what cannot be read is told by line, the rest is taken. */
export const PairsInput = ({ onChange }: { onChange: (pairs: readonly IssuePair[]) => void }) => {
  const [written, setWritten] = useState('');
  const [faults, setFaults] = useState<readonly LineFault[]>([]);
  const [count, setCount] = useState(0);
  const [unread, setUnread] = useState<string | null>(null);
  const words = text.bulk;
  const open = async (file: File): Promise<void> => {
    const found = await textOfFile(file);
    read(found ?? '');
    setUnread(found === null ? file.name : null);
  };
  const read = (next: string): void => {
    setUnread(null);
    const found = readPairs(next);
    setWritten(next);
    setFaults(found.faults);
    setCount(found.pairs.length);
    onChange(found.pairs);
  };
  return (
    <div class="stack-small">
      <div class="form-grid">
        <Field label={words.file} hint={words.fileHint}>
          <FileInput accept={CSV_FILES} onFile={(file) => void open(file)} />
        </Field>
        <Field label={words.paste}>
          <TextArea mono rows={6} value={written} placeholder={words.pasteExample} onChange={read} />
        </Field>
      </div>
      <p role="status">{written.trim() === '' ? '' : words.pairs(count)}</p>
      {unread === null ? null : <Banner tone="danger">{text.common.notText(unread)}</Banner>}
      {faults.length > 0 ? <Faults faults={faults} /> : null}
    </div>
  );
};
