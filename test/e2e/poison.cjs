'use strict';
/**
 * Loaded into the add-on's process before anything of its own (`NODE_OPTIONS`): reading an issue whose text holds the mark
 * does to the process what the file says, as an unknown fault of ours would. Nothing in the add-on knows of it.
 */
const { readFileSync } = require('node:fs');

const { POISON_FILE, POISON_MARK } = process.env;
const parse = JSON.parse;

const effects = {
  'stand still': () => {
    for (;;);
  },
  die: () => process.exit(71),
};

const effectNow = () => {
  try {
    return effects[readFileSync(POISON_FILE, 'utf8').trim()];
  } catch {
    return undefined;
  }
};

/** An issue as REST gives it; webhooks carry the text too, and are no reading of the issue. */
const isPoisoned = (text) => typeof text === 'string' && text.includes(POISON_MARK) && !text.includes('"webhookEvent"');

JSON.parse = function poisonedParse(text, reviver) {
  if (isPoisoned(text)) effectNow()?.();
  return parse(text, reviver);
};
