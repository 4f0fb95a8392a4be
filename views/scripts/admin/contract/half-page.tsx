import { useState } from 'preact/hooks';
import { type Contract, type SavedHalf } from '../../host/api-types';
import { ApiError, call } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Banner, Button, Confirm, ErrorBox } from '../../kit';
import { text } from '../../text';
import { CheckSummary } from './check-summary';
import { ContractFrame } from './contract-frame';
import { type Draft, useDraft } from './draft';
import { EnableDialog } from './enable-dialog';
import { HalfEditor } from './half-editor';
import { PartnerCard } from './partner-card';
import { StartHalf } from './start-half';
import { contractPath, parseRef } from './ref';
import { TemplateActions } from './template-actions';
import { useCheck } from './use-check';
import { useMetadata } from './use-metadata';

interface HalfPageProps {
  readonly part: string;
  readonly contract: Contract;
  readonly onChanged: () => void;
  /** The contract as it is after saving. */
  readonly onSaved: (contract: Contract) => void;
}

const SaveBar = (props: { draft: Draft; busy: boolean; error: Error | null; onSave: () => void }) => {
  const { draft, busy, error, onSave } = props;
  const words = text.contract;
  const [asked, setAsked] = useState(false);
  return (
    <div class="save-bar" role="region" aria-label={words.unsaved}>
      {error && !draft.stale ? <ErrorBox error={error} /> : null}
      {draft.stale ? (
        <Banner tone="warning" title={words.stale}>
          <p>{words.staleText}</p>
          <Button onClick={draft.keepMine}>{words.keepMine}</Button>
        </Banner>
      ) : null}
      <div class="row">
        <strong role="status">{words.unsaved}</strong>
        <div class="actions row-end">
          <Button kind="subtle" onClick={() => setAsked(true)}>
            {words.discard}
          </Button>
          <Button kind="primary" busy={busy} disabled={draft.stale} onClick={onSave}>
            {words.save}
          </Button>
        </div>
      </div>
      {asked ? (
        <Confirm
          title={words.discardTitle}
          confirm={words.discard}
          danger
          onConfirm={draft.discard}
          onClose={() => setAsked(false)}
        >
          <p>{words.discardText}</p>
        </Confirm>
      ) : null}
    </div>
  );
};

/** Saved, and still off: the next step stands where the last one was. */
const OffBar = ({ onEnable }: { onEnable: () => void }) => (
  <div class="save-bar" role="region" aria-label={text.contract.offNow}>
    <div class="row">
      <strong>{text.contract.offNow}</strong>
      <div class="actions row-end">
        <Button kind="primary" onClick={onEnable}>
          {text.contract.enableNow}
        </Button>
      </div>
    </div>
  </div>
);

/** The own half on one side, what the partner offers and expects on the other. */
export const HalfPage = ({ part, contract, onChanged, onSaved }: HalfPageProps) => {
  const ref = parseRef(part);
  const words = text.contract;
  const draft = useDraft(part, contract);
  const checked = useCheck(ref, draft.half);
  const metadata = useMetadata(draft.half?.scope.project ?? null);
  const [error, setError] = useState<Error | null>(null);
  const [enabling, setEnabling] = useState(false);
  const save = useAction(
    async () => {
      if (!draft.half) return;
      setError(null);
      const body = { half: draft.half, version: draft.version };
      const saved = await call<SavedHalf>('PUT', contractPath(ref, '/half'), body);
      showFlag('success', words.saved(saved.version), words.savedTouches(saved.linkedIssues));
      draft.discard();
      onSaved({ ...contract, half: draft.half, version: saved.version, linkedIssues: saved.linkedIssues });
    },
    (cause) => {
      const overtaken = cause instanceof ApiError && cause.status === 409;
      setError(overtaken ? null : cause);
      if (overtaken) onChanged();
    },
  );
  return (
    <ContractFrame part={part} contract={contract} tab="half" onChanged={onChanged} unsaved={draft.unsaved}>
      <div class="halves">
        <div class="stack">
          {draft.half === null ? (
            <StartHalf contract={contract} onStart={draft.change} />
          ) : (
            <>
              <CheckSummary checked={checked} />
              {metadata.error ? <ErrorBox error={metadata.error} /> : null}
              <HalfEditor
                half={draft.half}
                partner={contract.partner}
                metadata={metadata}
                faults={[...checked.faults, ...checked.warnings.map((one) => ({ ...one, warning: true }))]}
                onChange={draft.change}
              />
              <TemplateActions contract={contract} half={draft.half} />
            </>
          )}
          {draft.unsaved ? <SaveBar draft={draft} busy={save.busy} error={error} onSave={save.run} /> : null}
          {contract.half && !contract.enabled && !draft.unsaved ? <OffBar onEnable={() => setEnabling(true)} /> : null}
          {enabling ? (
            <EnableDialog part={part} contract={contract} onClose={() => setEnabling(false)} onChanged={onChanged} />
          ) : null}
        </div>
        <PartnerCard partner={contract.partner} />
      </div>
    </ContractFrame>
  );
};
