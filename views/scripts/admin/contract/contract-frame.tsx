import { type ComponentChildren } from 'preact';
import { type Connection, type Contract } from '../../host/api-types';
import { Banner, Lozenge, PageHead, Tabs } from '../../kit';
import { text } from '../../text';
import { PartnerAway } from '../connections/partner-away';
import { isOver } from '../overview/connection-state';
import { isClosed } from './is-closed';
import { ContractActions } from './contract-actions';
import { parseRef } from './ref';

export type ContractTab = 'half' | 'preview' | 'bulk' | 'versions' | 'json';

interface ContractFrameProps {
  /** The contract's part of the place; see `ref.ts`. */
  readonly part: string;
  readonly contract: Contract;
  readonly connection: Connection;
  readonly tab: ContractTab;
  readonly onChanged: () => void;
  /** Enabling has to wait for what is not saved. */
  readonly unsaved?: boolean;
  readonly children: ComponentChildren;
}

const HalfState = ({ contract }: { contract: Contract }) => {
  const words = text.contract;
  if (contract.half === null) return <Lozenge tone="neutral">{words.notWritten}</Lozenge>;
  return contract.enabled ? (
    <Lozenge tone="success">{words.enabled}</Lozenge>
  ) : (
    <Lozenge tone="warning">{words.disabled}</Lozenge>
  );
};

const WhyClosed = ({ contract, connection }: { contract: Contract; connection: Connection }) => {
  const words = text.contract;
  if (isOver(connection)) {
    return (
      <Banner tone="info" title={words.over}>
        {words.overText}
      </Banner>
    );
  }
  if (!contract.partner.removed) return null;
  return (
    <Banner tone="warning" title={words.partnerRemoved(connection.partner?.name ?? text.common.partner)}>
      {words.partnerRemovedText}
    </Banner>
  );
};

/** Title, state, actions and tabs around each page of a contract. */
export const ContractFrame = (props: ContractFrameProps) => {
  const { part, contract, connection, tab, onChanged, unsaved, children } = props;
  const words = text.contract;
  const { side } = parseRef(part);
  const closed = isClosed(contract, connection);
  const tabs = [
    { key: 'half', label: words.half, to: ['contracts', part] },
    { key: 'preview', label: words.previewTab, to: ['contracts', part, 'preview'] },
    {
      key: 'bulk',
      label: contract.pairRequests > 0 ? `${words.bulkTab} (${contract.pairRequests})` : words.bulkTab,
      to: ['contracts', part, 'bulk'],
    },
    { key: 'versions', label: words.versionsTab, to: ['contracts', part, 'versions'] },
    { key: 'json', label: words.jsonTab, to: ['contracts', part, 'json'] },
  ];
  return (
    <>
      <PageHead
        title={side ? `${contract.name} · ${words.yourHalfOf(text.common[side])}` : contract.name}
        crumbs={[
          { label: text.common.appName, to: [] },
          { label: connection.name, to: ['connections', contract.connectionId] },
        ]}
        beside={<HalfState contract={contract} />}
        actions={
          <ContractActions
            part={part}
            contract={contract}
            unsaved={unsaved ?? false}
            over={closed}
            internal={connection.internal}
            onChanged={onChanged}
          />
        }
      />
      <WhyClosed contract={contract} connection={connection} />
      <PartnerAway {...connection} />
      <Tabs tabs={tabs} current={tab} label={contract.name} />
      {children}
    </>
  );
};
