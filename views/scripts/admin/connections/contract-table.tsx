import { type ConnectionFigures, type ContractEntry, type Side } from '../../host/api-types';
import { type Column, EmptyState, LinkTo, Lozenge, Table } from '../../kit';
import { text } from '../../text';
import { formatRef } from '../contract/ref';

type Entry = ContractEntry & { readonly openProblems?: number; readonly openConflicts?: number };
type HalfState = 'on' | 'off' | 'missing' | 'removed';

const TONES = { on: 'success', off: 'neutral', missing: 'info', removed: 'warning' } as const;

const HalfLozenge = ({ state }: { state: HalfState }) => (
  <Lozenge tone={TONES[state]}>{text.connections.half[state]}</Lozenge>
);

const mineOf = ({ enabled, version }: Entry): HalfState => (version === 0 ? 'missing' : enabled ? 'on' : 'off');
const theirsOf = ({ partner }: Entry): HalfState => {
  if (partner.removed) return 'removed';
  return !partner.written ? 'missing' : partner.enabled ? 'on' : 'off';
};

const otherSide = (side: Side): Side => (side === 'master' ? 'provider' : 'master');
const placeOf = (id: string, side: Side | null) => ['contracts', formatRef({ id, side })];

const Trouble = ({ openProblems = 0, openConflicts = 0 }: Entry) => (
  <span class="row">
    {openProblems > 0 ? <Lozenge tone="danger">{text.overview.problemCount(openProblems)}</Lozenge> : null}
    {openConflicts > 0 ? <Lozenge tone="warning">{text.overview.conflictCount(openConflicts)}</Lozenge> : null}
  </span>
);

const columnsFor = ({ internal, side }: ConnectionFigures, entries: readonly Entry[]): readonly Column<Entry>[] => {
  const words = text.connections;
  const [mine, theirs] =
    side === 'master' ? [words.masterSide, words.providerSide] : [words.providerSide, words.masterSide];
  const troubled = entries.some(({ openProblems = 0, openConflicts = 0 }) => openProblems + openConflicts > 0);
  const trouble: Column<Entry> = { head: words.trouble, cell: (entry) => <Trouble {...entry} /> };
  return [
    {
      head: words.contract,
      cell: ({ id, name }) => (
        <LinkTo to={placeOf(id, internal ? side : null)}>
          <span dir="auto">{name}</span>
        </LinkTo>
      ),
    },
    { head: internal ? mine : words.mine, narrow: true, cell: (entry) => <HalfLozenge state={mineOf(entry)} /> },
    internal
      ? {
          head: theirs,
          narrow: true,
          cell: (entry) => (
            <LinkTo to={placeOf(entry.id, otherSide(side))}>
              <HalfLozenge state={theirsOf(entry)} />
            </LinkTo>
          ),
        }
      : { head: words.theirs, narrow: true, cell: (entry) => <HalfLozenge state={theirsOf(entry)} /> },
    { head: words.linked, narrow: true, cell: ({ linkedIssues }) => linkedIssues.toLocaleString() },
    ...(troubled ? [trouble] : []),
  ];
};

/** Contracts of a connection with the state of both sides. */
export const ContractTable = (props: {
  connection: ConnectionFigures;
  contracts: readonly Entry[];
  /** False where the connection can only be read. */
  open: boolean;
}) => {
  const { connection, contracts, open } = props;
  const words = text.connections;
  const add = (
    <LinkTo
      to={['connections', connection.id, 'new-contract']}
      class={`button ${contracts.length === 0 ? 'button-primary' : 'button-default'}`}
    >
      {words.newContract}
    </LinkTo>
  );
  return (
    <section class="stack" aria-label={words.contracts}>
      <div class="row">
        <h2>{words.contracts}</h2>
        {open && contracts.length > 0 ? <div class="row-end">{add}</div> : null}
      </div>
      {contracts.length === 0 ? (
        <EmptyState title={words.noContracts} action={open ? add : null}>
          {connection.internal ? words.noContractsTextInside : words.noContractsText}
        </EmptyState>
      ) : (
        <Table
          caption={words.contracts}
          columns={columnsFor(connection, contracts)}
          rows={contracts}
          keyOf={({ id }) => id}
        />
      )}
    </section>
  );
};
