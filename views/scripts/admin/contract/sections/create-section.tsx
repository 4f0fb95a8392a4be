import { type PartnerView } from '../../../host/api-types';
import { Button, Field, Picker, Select, TextInput } from '../../../kit';
import { text } from '../../../text';
import { PairTable } from '../fields/pair-table';
import { Section, type SectionProps } from '../half-editor';
import { type Create, withReceive } from '../parts';
import { searchProjects, useMetadata } from '../use-metadata';
import { faultsAt, type RuleFault } from '../workflow/send-rules';
import { FieldValues } from '../fields/field-values';

const PATH = 'receive.create';

interface CreateFormProps {
  readonly create: Create;
  /** Proposed where a type is asked for. */
  readonly first: string;
  readonly partner: PartnerView;
  readonly faults: readonly RuleFault[];
  readonly onChange: (create: Create) => void;
}

type ByField = Exclude<Create['issueType'], string>;

const TypeByField = (props: {
  type: ByField;
  types: readonly string[];
  partner: PartnerView;
  errors: readonly string[];
  onChange: (type: ByField) => void;
}) => {
  const { type, types, partner, errors, onChange } = props;
  const words = text.contract;
  return (
    <>
      <div class="form-grid">
        <Field label={words.contractName} errors={errors}>
          <TextInput value={type.from} onChange={(from) => onChange({ ...type, from })} />
        </Field>
        <Field label={words.otherwise}>
          <Picker
            clearable
            value={type.otherwise ?? null}
            items={types.map((name) => ({ value: name, label: name }))}
            onChange={(otherwise) => onChange({ ...type, otherwise })}
          />
        </Field>
      </div>
      <PairTable
        title={words.receiveValues}
        table={type.values ?? {}}
        left={partner.fields.find(({ name }) => name === type.from)?.options ?? []}
        right={types}
        onChange={(values) => onChange({ ...type, values })}
      />
    </>
  );
};

const CreateForm = ({ create, first, partner, faults, onChange }: CreateFormProps) => {
  const words = text.contract;
  const { project, fields } = useMetadata(create.project);
  const types = (project?.issueTypes ?? []).map(({ name }) => name);
  const type = create.issueType;
  const errors = faultsAt(faults, `${PATH}.issueType`);
  return (
    <div class="stack" data-path={PATH}>
      <div class="form-grid">
        <Field label={words.createProject} errors={faultsAt(faults, `${PATH}.project`)}>
          <Picker
            value={create.project}
            chosenLabel={project ? `${project.name} (${project.key})` : create.project}
            search={searchProjects}
            onChange={(key) => {
              if (key) onChange({ ...create, project: key });
            }}
          />
        </Field>
        <Field label={words.createBy}>
          <Select
            value={typeof type === 'string' ? 'fixed' : 'field'}
            choices={[
              { value: 'fixed', label: words.createFixed },
              { value: 'field', label: words.createFrom },
            ]}
            onChange={(value) =>
              onChange({ ...create, issueType: value === 'fixed' ? first : { from: '', otherwise: first } })
            }
          />
        </Field>
        {typeof type === 'string' ? (
          <Field label={words.createType} required errors={errors}>
            <Picker
              value={type || null}
              items={types.map((name) => ({ value: name, label: name }))}
              onChange={(name) => onChange({ ...create, issueType: name ?? '' })}
            />
          </Field>
        ) : null}
      </div>
      {typeof type === 'string' ? null : (
        <TypeByField
          type={type}
          types={types}
          partner={partner}
          errors={errors}
          onChange={(issueType) => onChange({ ...create, issueType })}
        />
      )}
      <h3>{words.createDefaults}</h3>
      <FieldValues
        table={create.defaults ?? {}}
        fields={fields}
        hint={words.createDefaultsHint}
        errors={faultsAt(faults, `${PATH}.defaults`)}
        onChange={(defaults) => onChange({ ...create, defaults })}
      />
    </div>
  );
};

/** Whether and as what the partner's issues are made here. */
export const CreateSection = ({ half, partner, metadata, faults, onChange }: SectionProps) => {
  const words = text.contract;
  if (!half.receive) {
    return (
      <Section title={words.create} hint={words.receivesNothing}>
        <div class="actions">
          <Button onClick={() => onChange(withReceive(half, {}))}>{words.startReceiving}</Button>
        </div>
      </Section>
    );
  }
  const create = half.receive.create ?? null;
  const first = half.scope.issueTypes?.[0] ?? metadata.project?.issueTypes[0]?.name ?? '';
  const set = (next: Create | null): void => onChange(withReceive(half, { create: next }));
  return (
    <Section title={words.create}>
      <Field label={words.create} hideLabel errors={create ? [] : faultsAt(faults, PATH)}>
        <Select
          value={create ? 'yes' : 'no'}
          choices={[
            { value: 'no', label: words.createNone },
            { value: 'yes', label: words.createYes },
          ]}
          onChange={(value) => set(value === 'yes' ? { project: half.scope.project, issueType: first } : null)}
        />
      </Field>
      {create ? <CreateForm create={create} first={first} partner={partner} faults={faults} onChange={set} /> : null}
      <div class="actions">
        <Button kind="subtle" onClick={() => onChange({ ...half, receive: null })}>
          {words.stopReceiving}
        </Button>
      </div>
    </Section>
  );
};
