import { useState } from 'preact/hooks';
import { type Contract } from '../../host/api-types';
import { call, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Confirm, ErrorBox } from '../../kit';
import { text } from '../../text';
import { RenameDialog } from '../rename-dialog';
import { EnableDialog } from './enable-dialog';
import { RemoveDialog } from './remove-dialog';
import { contractPath, parseRef } from './ref';

interface ContractActionsProps {
  readonly part: string;
  readonly contract: Contract;
  readonly unsaved: boolean;
  /** The connection has ended, or the partner's side is gone: the own side can only be switched off and deleted. */
  readonly over: boolean;
  /** Both sides are one site's. */
  readonly internal: boolean;
  readonly onChanged: () => void;
}

type Asked = 'enable' | 'disable' | 'rename' | 'remove';

/** Enable, disable, rename and delete; each says first what it touches. */
export const ContractActions = ({ part, contract, unsaved, over, internal, onChanged }: ContractActionsProps) => {
  const words = text.contract;
  const ref = parseRef(part);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const ask = (what: Asked | null): void => {
    setError(null);
    setAsked(what);
  };
  const done = (title: string): void => {
    ask(null);
    showFlag('success', title);
    onChanged();
  };
  const disable = useAction(async () => {
    await post(contractPath(ref, '/disable'));
    done(words.isOff);
  }, setError);
  const shared = { onClose: () => ask(null) };
  const trouble = error ? <ErrorBox error={error} /> : null;
  return (
    <>
      {contract.enabled ? (
        <Button onClick={() => ask('disable')}>{words.disable}</Button>
      ) : over ? null : (
        <Button
          kind="primary"
          disabled={contract.half === null || unsaved}
          title={unsaved ? words.unsaved : ''}
          onClick={() => ask('enable')}
        >
          {words.enable}
        </Button>
      )}
      {over ? null : (
        <Button kind="subtle" onClick={() => ask('rename')}>
          {text.common.rename}
        </Button>
      )}
      {contract.enabled || (internal && contract.partner.enabled) ? null : (
        <Button kind="subtle" onClick={() => ask('remove')}>
          {internal ? words.removeInside : words.remove}
        </Button>
      )}
      {asked === 'enable' ? (
        <EnableDialog part={part} contract={contract} onClose={() => ask(null)} onChanged={onChanged} />
      ) : null}
      {asked === 'disable' ? (
        <Confirm
          title={words.disableTitle}
          confirm={words.disable}
          busy={disable.busy}
          onConfirm={() => disable.run()}
          {...shared}
        >
          <p>{words.disableText}</p>
          {trouble}
        </Confirm>
      ) : null}
      {asked === 'rename' ? (
        <RenameDialog
          title={words.renameTitle}
          label={words.nameLabel}
          hint={words.renameHint}
          name={contract.name}
          onRename={async (name) => {
            await call('PATCH', contractPath(ref), { name });
            done(words.renamed);
          }}
          {...shared}
        />
      ) : null}
      {asked === 'remove' ? <RemoveDialog part={part} contract={contract} internal={internal} {...shared} /> : null}
    </>
  );
};
