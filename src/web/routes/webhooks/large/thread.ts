/** Longest text that is given back; nothing that `payload-schema` reads is longer. */
export const TEXT_MOST = 1_000;
/** One edit changes each field of an issue once, and an issue has fewer fields than this. */
export const ITEMS_MOST = 2_000;

/**
 * Lists, objects, commas and colons of a body. The largest of Jira's have a tenth. Each may cost hundreds of bytes once it is
 * parsed, and a thread that runs out of memory takes the whole process with it.
 */
export const PARTS_MOST = 1_000_000;

/**
 * What the thread runs, as text, like that of `adapters/watchdog`: it must work alike from TypeScript, from jest and compiled.
 * It gives back the parts that `payload-schema` reads, as JSON of at most a few hundred kB, and no text of the issue.
 */
export const THREAD = `
const { parentPort, workerData: { textMost, itemsMost, partsMost, deepest } } = require('node:worker_threads');
const { createHash } = require('node:crypto');

const scanFault = (bytes) => {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x22) {
      for (at += 1; at < bytes.length && bytes[at] !== 0x22; at += 1) if (bytes[at] === 0x5c) at += 1;
    } else if (byte === 0x5b || byte === 0x7b) {
      parts += 1;
      depth += 1;
      if (depth > deepest) return 'too-deep';
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    else if (byte === 0x2c || byte === 0x3a) parts += 1;
    if (parts > partsMost) return 'too-large';
  }
  return null;
};

const LEAF = null;
const author = { accountId: LEAF, accountType: LEAF };
const SHAPE = {
  webhookEvent: LEAF,
  issue: { id: LEAF, key: LEAF, fields: { project: { key: LEAF }, issuetype: { name: LEAF } } },
  comment: { id: LEAF, self: LEAF, author, updateAuthor: author },
  worklog: { issueId: LEAF, author, updateAuthor: author },
  attachment: { author },
  user: author,
};
const FIELD = { field: LEAF, fieldId: LEAF };
const STEP = { ...FIELD, fromString: LEAF, toString: LEAF };

const isTable = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const leaf = (value) => {
  if (typeof value === 'string') return value.length <= textMost ? value : null;
  return typeof value === 'number' ? value : null;
};
const pick = (value, shape) => {
  if (shape === LEAF) return leaf(value);
  if (!isTable(value)) return null;
  const kept = {};
  for (const key of Object.keys(shape)) if (Object.hasOwn(value, key)) kept[key] = pick(value[key], shape[key]);
  return kept;
};
const isStatus = ({ field, fieldId }) => [field, fieldId].some((name) => String(name).toLowerCase() === 'status');
const pickItem = (item) => (isTable(item) ? pick(item, isStatus(item) ? STEP : FIELD) : null);
const pickAll = (json) => {
  const items = isTable(json) && isTable(json.changelog) ? json.changelog.items : null;
  const changelog = Array.isArray(items) ? { items: items.slice(0, itemsMost).map(pickItem) } : null;
  return isTable(json) ? { ...pick(json, SHAPE), changelog } : null;
};

const read = ({ body, wantsDigest }) => {
  const bytes = Buffer.from(body);
  const fault = scanFault(bytes);
  if (fault !== null) return { fault };
  let json;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { fault: 'bad-json' };
  }
  const parts = pickAll(json);
  const event = parts?.webhookEvent;
  const digest = wantsDigest && typeof event === 'string'
    ? createHash('sha256').update(event).update('\\n').update(bytes).digest('hex')
    : null;
  return { parts: JSON.stringify(parts), digest };
};

parentPort.on('message', (job) => parentPort.postMessage(read(job)));
`;
