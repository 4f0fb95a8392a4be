import type { ConflictRule, Half, PerSide, Value } from '../../src/core/model';
import {
  aCatalog,
  aField,
  aHalf,
  answers,
  optionsOf,
  receives,
  receivesComments,
  sends,
  sendsComments,
  sendsFiles,
  signals,
} from '../builders';
import { Sim } from './sim';
import { type Normalise, SimSide } from './sim-side';

const TO_CONTRACT = { High: 'Blocker', Medium: 'Major', Low: 'Minor' };
const FROM_CONTRACT = { Blocker: 'High', Major: 'Medium', Minor: 'Low' };

export const STATUSES = {
  master: ['Open', 'In Progress', 'Resolved', 'Parked'],
  provider: ['Open', 'Working', 'Done', 'Waiting'],
} as const;

/** Both ways: Title, Story, Points, Tags, Severity. One way to the provider: Note. Never: `secret`. */
export const halvesWith = (conflict: ConflictRule): PerSide<Half> => ({
  master: aHalf({
    conflict,
    send: {
      createOn: ['issue_created'],
      fields: [
        sends('summary', 'Title'),
        sends('story', 'Story'),
        sends('points', 'Points'),
        sends('labels', 'Tags'),
        sends('priority', 'Severity', { values: TO_CONTRACT }),
        sends('note', 'Note'),
      ],
      comments: sendsComments(),
      attachments: sendsFiles(),
      workflow: [signals('In Progress', 'started'), signals('Resolved', 'resolved')],
    },
    receive: {
      fields: [
        receives('Title', 'summary'),
        receives('Story', 'story'),
        receives('Points', 'points'),
        receives('Tags', 'labels'),
        receives('Severity', 'priority', { values: FROM_CONTRACT }),
      ],
      comments: receivesComments({ header: '{{author}} ({{site}})' }),
      attachments: { accept: true, deletes: true },
      workflow: [answers('started', 'In Progress'), answers('resolved', 'Resolved')],
    },
  }),
  provider: aHalf({
    conflict,
    send: {
      fields: [
        sends('title', 'Title'),
        sends('body', 'Story'),
        sends('weight', 'Points'),
        sends('tags', 'Tags'),
        sends('severity', 'Severity'),
      ],
      comments: sendsComments(),
      attachments: sendsFiles(),
      workflow: [signals('Working', 'started'), signals('Done', 'resolved')],
    },
    receive: {
      create: { project: 'P', issueType: 'Bug', defaults: {} },
      fields: [
        receives('Title', 'title'),
        receives('Story', 'body'),
        receives('Points', 'weight'),
        receives('Tags', 'tags'),
        receives('Severity', 'severity'),
        receives('Note', 'memo'),
      ],
      comments: receivesComments(),
      attachments: { accept: true, deletes: true },
      workflow: [answers('started', 'Working'), answers('resolved', 'Done')],
    },
  }),
});

const MASTER = aCatalog(
  aField('summary', { maxLength: 255 }),
  aField('story', { type: 'richText', maxLength: 32_767 }),
  aField('points', { type: 'number' }),
  aField('labels', { type: 'labels' }),
  aField('priority', { type: 'priority', options: optionsOf('High', 'Medium', 'Low') }),
  aField('note'),
  aField('secret'),
);

/** `body` takes 40 characters: longer texts arrive as an excerpt and a file. */
const PROVIDER = aCatalog(
  aField('title', { maxLength: 255 }),
  aField('body', { type: 'richText', maxLength: 140 }),
  aField('weight', { type: 'number' }),
  aField('tags', { type: 'labels' }),
  aField('severity', { type: 'option', options: optionsOf('Blocker', 'Major', 'Minor') }),
  aField('memo'),
  aField('secret'),
);

/** A side that keeps everything as it is written. */
export const faithful: Normalise = (_, value) => value;

/** A side that shortens titles, rounds numbers and lowers the case of labels. */
export const lossy: Normalise = (fieldId, value) => {
  if (fieldId === 'title' && value.kind === 'text') return { ...value, text: value.text.toUpperCase().slice(0, 6) };
  if (value.kind === 'number') return { ...value, number: Math.round(value.number) };
  if (fieldId === 'tags' && value.kind === 'options') {
    return { ...value, labels: [...new Set(value.labels.map((label) => label.toLowerCase()))] };
  }
  return value;
};

export interface Start {
  readonly rule?: ConflictRule;
  readonly normalise?: Normalise;
  readonly fields?: Readonly<Record<string, Value>>;
  readonly halves?: PerSide<Half>;
}

/** A master's issue that is about to be created at the provider. */
export function aSim({ rule = 'master', normalise = faithful, fields = {}, halves }: Start = {}): Sim {
  const master = new SimSide('master', MASTER, faithful);
  const provider = new SimSide('provider', PROVIDER, normalise);
  const issue = master.make({ fields });
  return new Sim({ master, provider }, halves ?? halvesWith(rule), issue);
}
