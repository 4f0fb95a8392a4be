import { type Connection, type ContractEntry } from '../../host/api-types';
import { EmptyState, LinkTo, Lozenge, Table } from '../../kit';
import { text } from '../../text';
import { formatRef } from '../contract/ref';

const HalfState = ({ written, enabled }: { written: boolean; enabled: boolean }) => {
  const words = text.connections;
  if (!written) return <Lozenge tone="neutral">{words.notWritten}</Lozenge>;
  return enabled ? <Lozenge tone="success">{words.on}</Lozenge> : <Lozenge tone="warning">{words.off}</Lozenge>;
};

export const ContractTable = (props: { connection: Connection; contracts: readonly ContractEntry[] }) => {
  const { connection, contracts } = props;
  const words = text.connections;
  if (contracts.length === 0) {
    return (
      <EmptyState
        title={words.noContracts}
        action={
          <LinkTo to={['connections', connection.id, 'new-contract']} class="button button-primary">
            {words.addContract}
          </LinkTo>
        }
      >
        {words.noContractsText}
      </EmptyState>
    );
  }
  return (
    <Table
      caption={words.contracts}
      rows={contracts}
      keyOf={({ id, side }) => `${id}:${side}`}
      columns={[
        {
          head: words.contract,
          cell: ({ id, name, side }) => (
            <LinkTo to={['contracts', formatRef({ id, side: connection.internal ? side : null })]}>
              <span dir="auto">{name}</span>
              {connection.internal ? ` (${words.halfOf(text.common[side])})` : ''}
            </LinkTo>
          ),
        },
        {
          head: words.yourHalf,
          cell: ({ version, enabled }) => <HalfState written={version > 0} enabled={enabled} />,
        },
        { head: words.partnersHalf, cell: ({ partner }) => <HalfState {...partner} /> },
        { head: words.linked, cell: ({ linkedIssues }) => linkedIssues.toLocaleString('en') },
      ]}
    />
  );
};
