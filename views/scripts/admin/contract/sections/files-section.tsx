import { Check, Field, NumberInput, TextInput } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { sentFiles, type SentFiles, takenFiles, withReceive, withSend } from '../parts';
import { faultsAt } from '../workflow/send-rules';

const MEGABYTE = 1024 * 1024;

const Sent = ({ half, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const files = sentFiles(half);
  const set = (next: Partial<SentFiles>): void => onChange(withSend(half, { attachments: { ...files, ...next } }));
  return (
    <div class="stack-small" data-path="send.attachments">
      <Check checked={files.which === 'all'} onChange={(on) => set({ which: on ? 'all' : 'none' })}>
        {words.sendFiles}
      </Check>
      {files.which === 'none' ? null : (
        <>
          <Field label={words.maxMegabytes} errors={faultsAt(faults, 'send.attachments.maxBytes')}>
            <NumberInput
              value={files.maxBytes ? files.maxBytes / MEGABYTE : null}
              min={1}
              onChange={(size) => set({ maxBytes: size === null ? null : Math.round(size * MEGABYTE) })}
            />
          </Field>
          <Field label={words.fileNames} hint={words.fileNamesHint} errors={faultsAt(faults, 'send.attachments.names')}>
            <TextInput
              value={(files.names ?? []).join(', ')}
              onChange={(names) => set({ names: names.trim() === '' ? null : names.split(/\s*,\s*/) })}
            />
          </Field>
          <Check checked={files.existing ?? false} onChange={(existing) => set({ existing })}>
            {words.existing}
          </Check>
          <Check checked={files.deletes ?? false} onChange={(deletes) => set({ deletes })}>
            {words.deletes}
          </Check>
          <Check checked={files.relay ?? false} hint={words.relayHint} onChange={(relay) => set({ relay })}>
            {words.relay}
          </Check>
        </>
      )}
    </div>
  );
};

const Taken = ({ half, onChange }: SectionProps) => {
  const words = text.contract;
  const files = takenFiles(half);
  return (
    <div class="stack-small" data-path="receive.attachments">
      <Check
        checked={files.accept ?? false}
        onChange={(accept) => onChange(withReceive(half, { attachments: { ...files, accept } }))}
      >
        {words.takeFiles}
      </Check>
      {files.accept ? (
        <Check
          checked={files.deletes ?? false}
          onChange={(deletes) => onChange(withReceive(half, { attachments: { ...files, deletes } }))}
        >
          {words.takeFileDeletes}
        </Check>
      ) : null}
    </div>
  );
};

export const FilesSection = (props: SectionProps) =>
  props.half.send || props.half.receive ? (
    <Section title={text.contract.files}>
      <div class="columns">
        {props.half.send ? <Sent {...props} /> : null}
        {props.half.receive ? <Taken {...props} /> : null}
      </div>
    </Section>
  ) : null;
