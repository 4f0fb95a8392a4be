import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Connection, type ContractEntry } from '../../host/api-types';
import { get } from '../../host/call';
import { Button, Field, Picker, type PickerItem, Select, TextInput } from '../../kit';
import { text } from '../../text';
import { type Filter, isFiltered, type KindGroup, KINDS, NO_FILTER, type Range, RANGES } from './filters';

const TYPING_MS = 300;

/** Contracts of so many connections are offered together; of more, those of the chosen connection. */
const MOST_TOGETHER = 20;

const contractsOf = async (connections: readonly Connection[]): Promise<readonly PickerItem[]> => {
  const lists = await Promise.all(
    connections.map(async ({ id, name }) => {
      const path = `/connections/${encodeURIComponent(id)}/contracts`;
      const { contracts } = await get<{ contracts: readonly ContractEntry[] }>(path);
      return contracts.map((contract) => ({ value: contract.id, label: contract.name, detail: name }));
    }),
  );
  return lists.flat().sort((a, b) => a.label.localeCompare(b.label));
};

/** Null: a connection has to be chosen first. */
const offeredOf = (connections: readonly Connection[], chosen: string | null): readonly Connection[] | null => {
  if (chosen !== null) return connections.filter(({ id }) => id === chosen);
  return connections.length > MOST_TOGETHER ? null : connections;
};

const KeyInput = ({ value, onChange }: { value: string; onChange: (key: string) => void }) => {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    // Our own words come back a moment later, when more may have been typed.
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => {
      told.current = typed;
      latest.current(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Field label={text.activity.key}>
      <TextInput
        type="search"
        value={typed}
        placeholder={text.activity.keyExample}
        maxLength={100}
        onChange={setTyped}
      />
    </Field>
  );
};

const OwnTimes = ({ filter, change }: { filter: Filter; change: (part: Partial<Filter>) => void }) => (
  <div class="form-grid filters-times">
    <Field label={text.activity.from}>
      <TextInput type="datetime-local" value={filter.from} onChange={(from) => change({ from })} />
    </Field>
    <Field label={text.activity.to}>
      <TextInput type="datetime-local" value={filter.to} onChange={(to) => change({ to })} />
    </Field>
  </div>
);

/** What to show. A contract's name is looked for when the filter came with the place. */
export const ActivityFilters = (props: {
  filter: Filter;
  connections: readonly Connection[];
  onChange: (filter: Filter) => void;
}) => {
  const { filter, connections, onChange } = props;
  const words = text.activity;
  const [contracts, setContracts] = useState<readonly PickerItem[]>([]);
  const change = (part: Partial<Filter>): void => onChange({ ...filter, ...part });
  const offered = offeredOf(connections, filter.connection);
  useEffect(() => {
    if (!offered || offered.length === 0) return setContracts([]);
    contractsOf(offered).then(setContracts, () => setContracts([]));
  }, [offered?.map(({ id }) => id).join(' ')]);
  const onContract = useCallback((contract: string | null) => onChange({ ...filter, contract }), [filter, onChange]);
  return (
    <div class="stack-small">
      <div class="form-grid filters">
        <KeyInput value={filter.key} onChange={(key) => change({ key })} />
        <Field label={words.connection}>
          <Picker
            value={filter.connection}
            items={connections.map(({ id, name, partner }) => ({
              value: id,
              label: name,
              detail: partner?.name ?? '',
            }))}
            placeholder={words.allConnections}
            chosenLabel="…"
            clearable
            onChange={(connection) => change({ connection })}
          />
        </Field>
        <Field label={words.contract}>
          <Picker
            value={filter.contract}
            items={contracts}
            placeholder={offered ? words.allContracts : words.connectionFirst}
            chosenLabel="…"
            clearable
            onChange={onContract}
          />
        </Field>
        <Field label={words.kind}>
          <Select
            value={filter.kind}
            choices={Object.keys(KINDS).map((kind) => ({ value: kind, label: words.kinds[kind as KindGroup] }))}
            onChange={(kind) => change({ kind: kind as KindGroup })}
          />
        </Field>
        <Field label={words.when}>
          <Select
            value={filter.range}
            choices={RANGES.map((range) => ({ value: range, label: words.ranges[range] }))}
            onChange={(range) => change({ range: range as Range })}
          />
        </Field>
      </div>
      {filter.range === 'own' ? <OwnTimes filter={filter} change={change} /> : null}
      {isFiltered(filter) ? (
        <div>
          <Button kind="subtle" onClick={() => onChange(NO_FILTER)}>
            {words.clear}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
