import { useState } from 'preact/hooks';
import { type Contract, type HalfCheck } from '../../host/api-types';
import { post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useLoad } from '../../host/load';
import { Banner, Confirm, ErrorBox, Loading } from '../../kit';
import { text } from '../../text';
import { FaultList } from './check-summary';
import { missingOf } from './missing';
import { contractPath, parseRef } from './ref';

interface EnableDialogProps {
  readonly part: string;
  readonly contract: Contract;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const Faults = ({ check }: { check: HalfCheck }) => {
  const words = text.contract;
  return (
    <>
      {check.faults.length > 0 ? (
        <Banner tone="danger" title={words.enableFaults}>
          <FaultList faults={check.faults} as="words" />
        </Banner>
      ) : null}
      {check.warnings.length > 0 ? (
        <Banner tone="warning" title={words.warnings(check.warnings.length)}>
          <FaultList faults={check.warnings} as="words" />
        </Banner>
      ) : null}
    </>
  );
};

/** What it touches and what is missing stands above the button that does it. */
export const EnableDialog = ({ part, contract, onClose, onChanged }: EnableDialogProps) => {
  const words = text.contract;
  const ref = parseRef(part);
  const [error, setError] = useState<Error | null>(null);
  const check = useLoad(() => post<HalfCheck>(contractPath(ref, '/half/check'), {}), [part]);
  const blocked = !check.data || check.data.faults.length > 0;
  const enable = useAction(async () => {
    await post(contractPath(ref, '/enable'));
    onClose();
    showFlag('success', words.isOn);
    onChanged();
  }, setError);
  const missing = missingOf(contract);
  const inside = ref.side !== null;
  return (
    <Confirm
      title={words.enableTitle}
      confirm={words.enable}
      busy={enable.busy}
      disabled={blocked}
      onConfirm={() => enable.run()}
      onClose={onClose}
    >
      <div class="stack-small">
        <p>{words.enableText(contract.linkedIssues)}</p>
        {missing.length > 0 ? (
          <Banner tone="info">
            <ul>
              {missing.map((one) => (
                <li key={one}>{(inside ? words.missingInside : words.missing)[one]}</li>
              ))}
            </ul>
          </Banner>
        ) : null}
        {check.error ? <ErrorBox error={check.error} retry={check.reload} /> : null}
        {check.data ? <Faults check={check.data} /> : null}
        {!check.data && !check.error ? <Loading rows={1} /> : null}
        {error ? <ErrorBox error={error} /> : null}
      </div>
    </Confirm>
  );
};
