import { type ComponentChildren } from 'preact';
import { text } from '../../text';
import { PresetPicture } from './preset-picture';
import { type Preset } from './presets';

/** A preset, or one of the site's own templates. */
export type Start = Preset | 'template';

interface CardProps {
  readonly title: string;
  readonly sentence: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children?: ComponentChildren;
}

const Card = ({ title, sentence, chosen, onChoose, children }: CardProps) => (
  <label class="preset">
    <input type="radio" name="preset" checked={chosen} onChange={onChoose} />
    <span class="preset-words">
      <strong>{title}</strong>
      <span class="subtle">{sentence}</span>
      {children}
    </span>
  </label>
);

export const PresetCards = (props: {
  presets: readonly Preset[];
  /** Both sides are projects of one Jira. */
  internal: boolean;
  templates: boolean;
  chosen: Start;
  onChoose: (start: Start) => void;
}) => {
  const words = text.contract;
  const { presets, internal, templates, chosen, onChoose } = props;
  const wordsOf = (preset: Preset) => (internal ? words.presetsInside[preset] : null) ?? words.presets[preset];
  return (
    <fieldset class="rules">
      <legend>{words.newWhat}</legend>
      <div class="presets">
        {presets.map((preset) => (
          <Card
            key={preset}
            title={wordsOf(preset)[0]}
            sentence={wordsOf(preset)[1]}
            chosen={preset === chosen}
            onChoose={() => onChoose(preset)}
          >
            <PresetPicture preset={preset} internal={internal} />
          </Card>
        ))}
        {templates ? (
          <Card
            title={words.useTemplate}
            sentence={words.useTemplateText}
            chosen={chosen === 'template'}
            onChoose={() => onChoose('template')}
          />
        ) : null}
      </div>
    </fieldset>
  );
};
