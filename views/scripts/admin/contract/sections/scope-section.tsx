import { Check, Field, Picker, TextArea } from '../../../kit';
import { text } from '../../../text';
import { Section, type SectionProps } from '../half-editor';
import { withScope } from '../parts';
import { moveHalf } from '../presets';
import { searchProjects } from '../use-metadata';
import { ScopeCount } from './scope-count';
import { faultsAt } from '../workflow/send-rules';

export const ScopeSection = ({ half, metadata, faults, onChange }: SectionProps) => {
  const words = text.contract;
  const { scope } = half;
  const chosen = scope.issueTypes ?? [];
  const types = metadata.project?.issueTypes ?? [];
  const gone = chosen.filter(
    (name) => metadata.project && !types.some((type) => type.name === name || type.id === name),
  );
  const toggle = (name: string, on: boolean): void => {
    const next = on ? [...chosen, name] : chosen.filter((one) => one !== name);
    onChange(withScope(half, { issueTypes: next.length === 0 ? null : next }));
  };
  return (
    <Section title={words.which} hint={words.whichHint}>
      <div data-path="scope.project">
        <Field label={words.project} required errors={faultsAt(faults, 'scope.project')}>
          <Picker
            value={scope.project || null}
            chosenLabel={metadata.project ? `${metadata.project.name} (${metadata.project.key})` : scope.project}
            search={searchProjects}
            onChange={(project) => {
              if (project) onChange(withScope(moveHalf(half, project), { issueTypes: null }));
            }}
          />
        </Field>
      </div>
      <fieldset class="rules" data-path="scope.issueTypes">
        <legend>{words.issueTypes}</legend>
        <div class="checks">
          {[...types.map(({ name }) => name), ...gone].map((name) => (
            <Check key={name} checked={chosen.includes(name)} onChange={(on) => toggle(name, on)}>
              <span dir="auto">{name}</span>
            </Check>
          ))}
        </div>
        <p class="field-hint">{words.allTypes}</p>
        <ul class="field-errors">
          {faultsAt(faults, 'scope.issueTypes').map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      </fieldset>
      <div data-path="scope.jql">
        <Field label={words.jql} hint={words.jqlHint} errors={faultsAt(faults, 'scope.jql')}>
          <TextArea
            mono
            rows={2}
            value={scope.jql ?? ''}
            onChange={(jql) => onChange(withScope(half, { jql: jql === '' ? null : jql }))}
          />
        </Field>
        <ScopeCount scope={scope} faulty={faults.some(({ path }) => path.startsWith('scope.'))} />
      </div>
    </Section>
  );
};
