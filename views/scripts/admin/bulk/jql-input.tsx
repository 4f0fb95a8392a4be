import { useMemo } from 'preact/hooks';
import { type Contract, type Field as JiraField } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { ErrorBox, Field, Picker, TextArea } from '../../kit';
import { text } from '../../text';
import { type Draft, faultsAt } from './ways';

interface Props {
  readonly contract: Contract;
  readonly draft: Draft;
  readonly error: Error | null;
  readonly onChange: (draft: Draft) => void;
}

/** Only these can hold a key or an address with a key in it. */
const HOLDS_KEY: readonly JiraField['type'][] = ['text', 'url', 'labels'];

const KeyField = ({ contract, draft, error: refused, onChange }: Props) => {
  const project = contract.half?.scope.project ?? '';
  const { data, error, reload } = useLoad(
    () => get<{ fields: readonly JiraField[] }>(`/metadata/projects/${encodeURIComponent(project)}/fields`),
    [project],
  );
  const items = useMemo(
    () =>
      (data?.fields ?? [])
        .filter(({ type }) => HOLDS_KEY.includes(type))
        .map(({ id, name }) => ({ value: id, label: name, detail: id })),
    [data],
  );
  if (error && !data) return <ErrorBox error={error} retry={reload} />;
  return (
    <Field label={text.bulk.keyField} hint={text.bulk.keyFieldHint} errors={faultsAt(refused, 'keyField')} required>
      <Picker
        value={draft.keyField}
        items={items}
        disabled={!data}
        placeholder={data ? text.common.choose : text.common.loading}
        onChange={(keyField) => onChange({ ...draft, keyField })}
      />
    </Field>
  );
};

export const JqlInput = (props: Props) => {
  const { draft, error, onChange } = props;
  return (
    <div class="form-grid">
      <Field label={text.bulk.jql} hint={text.bulk.jqlHint} errors={faultsAt(error, 'jql')} required>
        <TextArea mono rows={3} value={draft.jql} onChange={(jql) => onChange({ ...draft, jql })} />
      </Field>
      {draft.way === 'field' ? <KeyField {...props} /> : null}
    </div>
  );
};
