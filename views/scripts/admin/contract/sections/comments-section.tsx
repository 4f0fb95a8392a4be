import { Check, Field, Select, TextInput } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { sentComments, type SentComments, takenComments, type TakenComments, withReceive, withSend } from '../parts';
import { faultsAt } from '../workflow/send-rules';

const WHICH = ['none', 'public', 'marked', 'all'] as const;
const SWITCHES = ['edits', 'deletes', 'existing', 'internal', 'restricted', 'relay'] as const;
const DEFAULT_HEADER = '{{author}} ({{site}}), {{time}}';

const Sent = ({ half, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const comments = sentComments(half);
  const set = (next: Partial<SentComments>): void => onChange(withSend(half, { comments: { ...comments, ...next } }));
  const labels = {
    edits: words.edits,
    deletes: words.deletes,
    existing: words.existing,
    internal: words.internal,
    restricted: words.restricted,
    relay: words.relay,
  };
  const hints = { restricted: words.restrictedHint, relay: words.relayCommentsHint };
  return (
    <div class="stack-small" data-path="send.comments">
      <Field label={words.sendComments} errors={faultsAt(faults, 'send.comments')}>
        <Select
          value={comments.which}
          choices={WHICH.map((value) => ({ value, label: words.commentsWhich[value] }))}
          onChange={(value) => set({ which: WHICH.find((one) => one === value) ?? 'none' })}
        />
      </Field>
      {comments.which === 'none'
        ? null
        : SWITCHES.map((name) => (
            <Check
              key={name}
              checked={comments[name] ?? false}
              hint={name in hints ? hints[name as keyof typeof hints] : ''}
              onChange={(on) => set({ [name]: on })}
            >
              {labels[name]}
            </Check>
          ))}
    </div>
  );
};

const Visibility = (props: {
  comments: TakenComments;
  errors: readonly string[];
  onChange: (comments: TakenComments) => void;
}) => {
  const words = text.contract;
  const { comments, errors, onChange } = props;
  const { visibility = null } = comments;
  const set = (next: TakenComments['visibility']): void => onChange({ ...comments, visibility: next ?? null });
  return (
    <div class="form-grid">
      <Field label={words.visibility}>
        <Select
          value={visibility?.type ?? ''}
          choices={(['', 'role', 'group'] as const).map((value) => ({ value, label: words.visibilities[value] }))}
          onChange={(type) =>
            set(type === 'role' || type === 'group' ? { type, value: visibility?.value ?? '' } : null)
          }
        />
      </Field>
      {visibility ? (
        <Field label={words.visibilityName[visibility.type]} required errors={errors}>
          <TextInput value={visibility.value} onChange={(value) => set({ ...visibility, value })} />
        </Field>
      ) : null}
    </div>
  );
};

const Taken = ({ half, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const comments = takenComments(half);
  const set = (next: TakenComments | null): void => onChange(withReceive(half, { comments: next }));
  return (
    <div class="stack-small" data-path="receive.comments">
      <Field label={words.takeComments} errors={faultsAt(faults, 'receive.comments')}>
        <Select
          value={comments ? (comments.as ?? 'internal') : ''}
          choices={(['', 'internal', 'public'] as const).map((value) => ({ value, label: words.takeAs[value] }))}
          onChange={(value) =>
            set(
              value === ''
                ? null
                : { header: DEFAULT_HEADER, ...comments, as: value === 'public' ? 'public' : 'internal' },
            )
          }
        />
      </Field>
      {comments ? (
        <>
          <Field label={words.header} hint={words.headerHint} errors={faultsAt(faults, 'receive.comments.header')}>
            <TextInput
              value={comments.header ?? ''}
              onChange={(header) => set({ ...comments, header: header || null })}
            />
          </Field>
          <Visibility comments={comments} errors={faultsAt(faults, 'receive.comments.visibility')} onChange={set} />
          <Check checked={comments.deletes ?? false} onChange={(deletes) => set({ ...comments, deletes })}>
            {words.takeDeletes}
          </Check>
        </>
      ) : null}
    </div>
  );
};

export const CommentsSection = (props: SectionProps) =>
  props.half.send || props.half.receive ? (
    <Section title={text.contract.comments}>
      <div class="columns">
        {props.half.send ? <Sent {...props} /> : null}
        {props.half.receive ? <Taken {...props} /> : null}
      </div>
    </Section>
  ) : null;
