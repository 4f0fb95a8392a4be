import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { text } from '../text';

export interface PickerItem {
  readonly value: string;
  readonly label: string;
  /** A second, quieter line: key, type, state. */
  readonly detail?: string;
}

export interface PickerProps {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
  readonly label?: string;
  readonly value: string | null;
  /** The chosen item's words where it is not among `items` (a list that the server searches). */
  readonly chosenLabel?: string;
  /** The whole list, searched here; or nothing, and `search` asks the server. */
  readonly items?: readonly PickerItem[];
  readonly search?: (query: string) => Promise<readonly PickerItem[]>;
  readonly onChange: (value: string | null, item: PickerItem | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
}

/** More are never put into the page at once: a list of 5,000 stays as quick as one of 50. */
const SHOWN = 50;
const WAIT_MS = 200;

/** Without accents and capitals, for searching. */
export const plainWords = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const matching = (items: readonly PickerItem[], query: string): readonly PickerItem[] => {
  const wanted = plainWords(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return items.slice(0, SHOWN + 1);
  const found: PickerItem[] = [];
  for (const item of items) {
    const words = plainWords(`${item.label} ${item.detail ?? ''} ${item.value}`);
    if (wanted.every((word) => words.includes(word))) found.push(item);
    if (found.length > SHOWN) break;
  }
  return found;
};

const useFound = ({ items, search }: PickerProps, query: string, open: boolean) => {
  const [remote, setRemote] = useState<readonly PickerItem[] | null>(null);
  useEffect(() => {
    if (!search || !open) return;
    let stale = false;
    const timer = setTimeout(
      () => {
        search(query).then(
          (next) => !stale && setRemote(next),
          () => !stale && setRemote([]),
        );
      },
      query === '' ? 0 : WAIT_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [search, query, open]);
  const local = useMemo(() => (items && open ? matching(items, query) : []), [items, query, open]);
  return search ? remote : local;
};

interface PickerListProps {
  readonly id: string;
  readonly label: string;
  readonly open: boolean;
  readonly at: number;
  readonly value: string | null;
  /** Null while the server is asked. */
  readonly found: readonly PickerItem[] | null;
  readonly onChoose: (item: PickerItem) => void;
}

const noteOf = (found: readonly PickerItem[] | null): string | null => {
  if (found === null) return text.common.loading;
  if (found.length === 0) return text.common.nothingFound;
  return found.length > SHOWN ? text.common.typeForMore : null;
};

const PickerList = ({ id, label, open, at, value, found, onChoose }: PickerListProps) => {
  const note = noteOf(found);
  return (
    <ul id={`${id}-list`} role="listbox" class="picker-list" hidden={!open} aria-label={label}>
      {(open ? (found ?? []) : []).slice(0, SHOWN).map((item, index) => (
        <li
          key={item.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at ? 'true' : 'false'}
          class={`picker-item ${item.value === value ? 'picker-item-chosen' : ''}`}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(item);
          }}
        >
          <span dir="auto">{item.label}</span>
          {item.detail ? <small dir="auto">{item.detail}</small> : null}
        </li>
      ))}
      {open && note ? (
        <li class="picker-note" role="option" aria-selected="false" aria-disabled="true">
          {note}
        </li>
      ) : null}
    </ul>
  );
};

/** Where a key leads in an open list; null where it leads nowhere. */
const moveTo = (key: string, at: number, last: number): number | null => {
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1;
    case 'ArrowUp':
      return at <= 0 ? last : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
};

/**
 * A combobox (WAI-ARIA 1.2, list autocomplete): type to search, arrows, Home and End to move, Enter to choose, Escape to
 * leave.
 */
export const Picker = (props: PickerProps) => {
  const { value, items, onChange, disabled } = props;
  const own = useId();
  const id = props.id ?? own;
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(props, query, open);
  const chosen =
    value === null ? '' : (items?.find((item) => item.value === value)?.label ?? props.chosenLabel ?? value);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [open]);
  useEffect(() => {
    if (open) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, open]);

  const shown = (found ?? []).slice(0, SHOWN);
  const show = (): void => {
    if (disabled || open) return;
    setQuery('');
    setAt(0);
    setOpen(true);
  };
  const choose = (item: PickerItem): void => {
    setOpen(false);
    onChange(item.value, item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = open ? moveTo(event.key, at, shown.length - 1) : null;
    if (to !== null) {
      event.preventDefault();
      setAt(to);
    } else if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      show();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const item = shown[at];
      if (item) choose(item);
    } else if (event.key === 'Escape' && open) {
      // A dialog around it stays open.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Tab') setOpen(false);
  };

  return (
    <div class="picker" ref={box}>
      <input
        id={id}
        role="combobox"
        class="input picker-input"
        aria-label={props.label}
        aria-expanded={open ? 'true' : 'false'}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && shown.length > 0 ? `${id}-${at}` : undefined}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        autocomplete="off"
        dir="auto"
        disabled={disabled}
        placeholder={open ? chosen || text.common.typeToSearch : (props.placeholder ?? text.common.choose)}
        value={open ? query : chosen}
        onClick={show}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!box.current?.contains(event.relatedTarget as Node | null)) setOpen(false);
        }}
      />
      {props.clearable && value !== null && !disabled ? (
        <button
          type="button"
          class="picker-clear"
          aria-label={`${text.common.clear} ${props.label ?? ''}`}
          onClick={() => onChange(null, null)}
        >
          <span aria-hidden="true">×</span>
        </button>
      ) : null}
      <PickerList
        id={id}
        label={props.label ?? text.common.choose}
        open={open}
        at={at}
        value={value}
        found={found}
        onChoose={choose}
      />
    </div>
  );
};
