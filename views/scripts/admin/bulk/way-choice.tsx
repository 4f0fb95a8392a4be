import { text } from '../../text';
import { type Way } from './ways';

const WAYS: readonly Way[] = ['field', 'list', 'create'];

/** What to do, each with a word on when it is the right one. */
export const WayChoice = ({ way, onChange }: { way: Way; onChange: (way: Way) => void }) => (
  <fieldset class="rules">
    <legend>{text.bulk.wayTitle}</legend>
    <div class="ways">
      {WAYS.map((each) => (
        <label key={each} class="way">
          <input type="radio" name="way" checked={each === way} onChange={() => onChange(each)} />
          <span>
            <strong>{text.bulk.ways[each].name}</strong>
            <small>{text.bulk.ways[each].hint}</small>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
