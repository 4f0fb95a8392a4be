import { type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Half, type Template, type TemplateEntry } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { Button, Check, ErrorBox, Field, Picker } from '../../kit';
import { text } from '../../text';
import { readAllTemplates } from '../templates/read-templates';
import { PresetCards, type Start } from './preset-cards';
import { doneStatusOf, halfOf, moveHalf, type Preset, presetsFor } from './presets';
import { type Metadata, searchProjects, useMetadata } from './use-metadata';

interface StartFormProps {
  readonly internal: boolean;
  readonly guess: Preset;
  readonly busy?: boolean;
  /** The page's own controls say that something is missing. */
  readonly incomplete?: boolean;
  /** Above the choice: the name of a contract that is still to be made. */
  readonly children?: ComponentChildren;
  readonly onStart: (half: Half) => void;
}

interface Made {
  readonly start: Start;
  readonly project: string;
  readonly types: readonly string[];
  readonly template: Half | null;
}

const makeHalf = ({ start, project, types, template }: Made, metadata: Metadata): Half | null => {
  if (start === 'template') return template && moveHalf(template, project);
  const all = metadata.project?.issueTypes ?? [];
  const named = all.filter(({ name }) => types.includes(name));
  const createAs = named[0]?.name ?? all.find(({ subtask }) => !subtask)?.name ?? '';
  const doneStatus = doneStatusOf((named.length > 0 ? named : all).flatMap(({ statuses }) => statuses));
  return halfOf(start, { project, issueTypes: types, createAs, doneStatus });
};

const TypeChoice = (props: { all: readonly string[]; chosen: readonly string[]; onChange: (t: string[]) => void }) => {
  const { all, chosen, onChange } = props;
  return (
    <fieldset class="rules">
      <legend>{text.contract.issueTypes}</legend>
      <div class="checks">
        {all.map((name) => (
          <Check
            key={name}
            checked={chosen.includes(name)}
            onChange={(on) => onChange(on ? [...chosen, name] : chosen.filter((one) => one !== name))}
          >
            <span dir="auto">{name}</span>
          </Check>
        ))}
      </div>
      <p class="field-hint">{text.contract.allTypes}</p>
    </fieldset>
  );
};

const TemplateChoice = (props: {
  templates: readonly TemplateEntry[];
  chosen: string | null;
  onChange: (id: string | null) => void;
}) => (
  <div class="narrow-form">
    <Field label={text.contract.fromTemplate} required>
      <Picker
        value={props.chosen}
        items={props.templates.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={props.onChange}
      />
    </Field>
  </div>
);

/** One template is no choice: it is the one. */
const onlyOf = (list: readonly TemplateEntry[]): string | null => (list.length === 1 ? (list[0]?.id ?? null) : null);

const useTemplates = (wanted: boolean, picked: string | null) => {
  const list = useLoad(readAllTemplates, []);
  const templates = list.data?.templates ?? [];
  const chosen = wanted ? (picked ?? onlyOf(templates)) : null;
  const one = useLoad(
    () => (chosen ? get<Template>(`/templates/${encodeURIComponent(chosen)}`) : Promise.resolve(null)),
    [chosen],
  );
  return { templates, chosen, half: one.data?.half ?? null, error: one.error };
};

/** What to do, for which project; everything else can be changed afterwards. */
export const StartForm = ({ internal, guess, busy = false, incomplete = false, children, onStart }: StartFormProps) => {
  const words = text.contract;
  const [chosen, setStart] = useState<Start | null>(null);
  const start = chosen ?? guess;
  const [templateId, setTemplate] = useState<string | null>(null);
  const { templates, chosen: templateChosen, half: template, error } = useTemplates(start === 'template', templateId);
  const [project, setProject] = useState<string | null>(null);
  const [types, setTypes] = useState<readonly string[]>([]);
  const key = project ?? template?.scope.project ?? null;
  const metadata = useMetadata(key);
  const known = metadata.project?.key === key ? metadata.project : null;
  const trouble = error ?? metadata.error;
  const half = key && known ? makeHalf({ start, project: key, types, template }, metadata) : null;
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (half && !busy && !incomplete) onStart(half);
      }}
    >
      {children}
      <PresetCards
        presets={presetsFor(internal)}
        internal={internal}
        templates={templates.length > 0}
        chosen={start}
        onChoose={setStart}
      />
      {start === 'template' ? (
        <TemplateChoice templates={templates} chosen={templateChosen} onChange={setTemplate} />
      ) : null}
      <div class="narrow-form">
        <Field label={words.newProject} required>
          <Picker
            value={key}
            chosenLabel={known ? `${known.name} (${known.key})` : (key ?? '')}
            search={searchProjects}
            onChange={(next) => {
              setProject(next);
              setTypes([]);
            }}
          />
        </Field>
      </div>
      {trouble ? <ErrorBox error={trouble} /> : null}
      {known && start !== 'template' ? (
        <TypeChoice all={known.issueTypes.map(({ name }) => name)} chosen={types} onChange={setTypes} />
      ) : null}
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy} disabled={!half || incomplete}>
          {words.newCreate}
        </Button>
      </div>
    </form>
  );
};
