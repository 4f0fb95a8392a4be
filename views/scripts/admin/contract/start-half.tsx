import { useState } from 'preact/hooks';
import { type Connection, type Contract, type Half } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { Button, Check, Field, Picker } from '../../kit';
import { text } from '../../text';
import { halfOf, type Preset, PRESETS } from './presets';
import { searchProjects, useMetadata } from './use-metadata';

const presetsFor = (internal: boolean): readonly Preset[] =>
  PRESETS.filter((preset) => (internal ? preset === 'internal' || preset === 'copyOut' : preset !== 'internal'));

/** What fits a partner that wrote first. */
const guess = ({ partner }: Contract): Preset =>
  partner.createsIssues && !partner.acceptsIssues ? 'receiveTickets' : 'sendTickets';

/** The first page of an empty half: what to do, for which project; the rest can be changed afterwards. */
export const StartHalf = ({ contract, onStart }: { contract: Contract; onStart: (half: Half) => void }) => {
  const words = text.contract;
  const { data: connection } = useLoad(
    () => get<Connection>(`/connections/${encodeURIComponent(contract.connectionId)}`),
    [contract.connectionId],
  );
  const internal = connection?.internal ?? false;
  const [chosen, setPreset] = useState<Preset | null>(null);
  const preset = chosen ?? (internal ? 'internal' : guess(contract));
  const [project, setProject] = useState<{ key: string; label: string } | null>(null);
  const [types, setTypes] = useState<readonly string[]>([]);
  const metadata = useMetadata(project?.key ?? null);
  const all = metadata.project?.issueTypes ?? [];
  const begin = (): void => {
    if (!project) return;
    const named = all.filter(({ name }) => types.includes(name));
    const done = (named.length > 0 ? named : all)
      .flatMap(({ statuses }) => statuses)
      .find(({ category }) => category === 'done');
    const createAs = types[0] ?? all.find(({ subtask }) => !subtask)?.name ?? '';
    onStart(halfOf(preset, { project: project.key, issueTypes: types, createAs, doneStatus: done?.name ?? null }));
  };
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <h2>{words.emptyTitle}</h2>
      <p class="subtle">{words.emptyText}</p>
      <fieldset class="rules">
        <legend>{words.newWhat}</legend>
        <div class="presets">
          {presetsFor(internal).map((one) => {
            const [title, sentence] = words.presets[one] ?? [one, ''];
            return (
              <label key={one} class="preset">
                <input type="radio" name="preset" checked={one === preset} onChange={() => setPreset(one)} />
                <span class="stack-tight">
                  <strong>{title}</strong>
                  <span class="subtle">{sentence}</span>
                  <small class="preset-picture" aria-hidden="true">
                    {words.presetPictures[one]}
                  </small>
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
      <div class="narrow-form">
        <Field label={words.newProject} required>
          <Picker
            value={project?.key ?? null}
            chosenLabel={project?.label ?? ''}
            search={searchProjects}
            onChange={(key, item) => {
              setProject(key && item ? { key, label: `${item.label} (${key})` } : null);
              setTypes([]);
            }}
          />
        </Field>
      </div>
      {all.length > 0 ? (
        <fieldset class="rules">
          <legend>{words.issueTypes}</legend>
          <div class="checks">
            {all.map(({ id, name }) => (
              <Check
                key={id}
                checked={types.includes(name)}
                onChange={(on) => setTypes(on ? [...types, name] : types.filter((one) => one !== name))}
              >
                <span dir="auto">{name}</span>
              </Check>
            ))}
          </div>
          <p class="field-hint">{words.allTypes}</p>
        </fieldset>
      ) : null}
      <div class="actions">
        <Button type="submit" kind="primary" disabled={!project || all.length === 0}>
          {words.newCreate}
        </Button>
      </div>
    </form>
  );
};
