import type { Value } from '../../model';
import { asJiraLabel, cascadeReadings, type CascadePath, singleLine, splitCascade } from '../text';
import { findOption, findPath, lookUp, lookUpPath } from './labels';
import { noOption, orElse } from './or-else';
import { type Into, type Omission, type Translated, whole } from './translated';
import { valueText } from './value-text';

/** Longest label that Jira takes in a labels field. */
const LABEL_LIMIT = 255;

/** A label of the target as the target writes it; null where it has none such. */
function known(label: string, { target }: Into): string | null {
  if (target.type === 'labels') {
    const plain = asJiraLabel(label);
    return plain === '' || plain.length > LABEL_LIMIT ? null : plain;
  }
  return target.options === null ? label : (findOption(target.options, label)?.label ?? null);
}

/** Table first, then the target's own options. */
const resolve = (label: string, into: Into): string | null => known(lookUp(into.rule.values, label) ?? label, into);

export function intoOption(value: Value, into: Into): Translated {
  const several = value.kind === 'options' && value.labels.length > 1;
  const label = singleLine(valueText(value));
  const found = several ? null : resolve(label, into);
  if (found !== null) return whole({ kind: 'option', label: found });
  return orElse(into, several ? tooMany(into, label) : noOption(into, label), (text) => {
    const fallback = known(text, into);
    return fallback === null ? null : { kind: 'option', label: fallback };
  });
}

const tooMany = (into: Into, labels: string): { code: string; cause: string; remedy: string } => ({
  code: 'one-only',
  cause: `The field "${into.target.name}" takes one value and the partner sent several (${labels}).`,
  remedy: 'Receive it into a field that takes several values or into a text field.',
});

/** Members of what was sent; a text that is no label as a whole is read as a list. */
function membersOf(value: Value, into: Into): readonly string[] {
  if (value.kind === 'options') return value.labels;
  const text = valueText(value);
  if (value.kind !== 'text' && value.kind !== 'richText') return [text];
  if (into.target.type !== 'labels' && resolve(singleLine(text), into) !== null && into.target.options !== null) {
    return [singleLine(text)];
  }
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Element by element: one that has no place does not hold back the rest, unless the rule calls it a problem. */
export function intoOptions(value: Value, into: Into): Translated {
  const labels = new Set<string>();
  const omitted: Omission[] = [];
  for (const member of membersOf(value, into)) {
    const one = intoMember(member, into);
    if (one.is === 'problem') return one;
    if (one.is === 'skip') omitted.push({ code: one.code, reason: one.reason });
    else if (one.value.kind === 'option') labels.add(one.value.label);
  }
  return { ...whole({ kind: 'options', labels: [...labels] }), ...(omitted.length > 0 && { omitted }) };
}

const intoMember = (label: string, into: Into): Translated => intoOption({ kind: 'option', label }, into);

function resolvePath(value: Value, into: Into): CascadePath | null {
  const { rule, target } = into;
  const text = singleLine(valueText(value));
  const path = value.kind === 'cascade' ? value : (cascadeReadings(text)[0] ?? splitCascade(text));
  const mapped = lookUpPath(rule.values, path);
  if (target.options !== null) return findPath(target.options, mapped ?? text);
  return mapped === undefined ? path : splitCascade(mapped);
}

const asCascade = (path: CascadePath | null): Value | null =>
  path === null ? null : { kind: 'cascade', parent: path.parent, child: path.child };

export function intoCascade(value: Value, into: Into): Translated {
  const found = asCascade(resolvePath(value, into));
  if (found !== null) return whole(found);
  return orElse(into, noOption(into, singleLine(valueText(value))), (text) =>
    asCascade(into.target.options === null ? splitCascade(text) : findPath(into.target.options, text)),
  );
}
