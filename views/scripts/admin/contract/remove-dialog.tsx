import { useState } from 'preact/hooks';
import { type Contract } from '../../host/api-types';
import { call } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { go } from '../../host/route';
import { Confirm, ErrorBox } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from './ref';

interface RemoveDialogProps {
  readonly part: string;
  readonly contract: Contract;
  /** Both sides are one site's: they go together. */
  readonly internal: boolean;
  readonly onClose: () => void;
}

const wordsFor = ({ contract, internal }: RemoveDialogProps) => {
  const words = text.contract;
  if (internal) {
    const { removeInsideTitle: title, removeInside: confirm, removeInsideText: says, removedInside: done } = words;
    return { title, confirm, says, done };
  }
  const says = contract.partner.removed ? words.removeLastText : words.removeText(contract.linkedIssues);
  return { title: words.removeTitle, confirm: words.remove, says, done: words.removed };
};

/** Says whose settings go and what stays, before anything is deleted. */
export const RemoveDialog = (props: RemoveDialogProps) => {
  const { part, contract, onClose } = props;
  const { title, confirm, says, done } = wordsFor(props);
  const [error, setError] = useState<Error | null>(null);
  const remove = useAction(async () => {
    await call('DELETE', contractPath(parseRef(part)));
    showFlag('success', done);
    go('connections', contract.connectionId);
  }, setError);
  return (
    <Confirm title={title} confirm={confirm} danger busy={remove.busy} onConfirm={remove.run} onClose={onClose}>
      <p>{says}</p>
      {error ? <ErrorBox error={error} /> : null}
    </Confirm>
  );
};
