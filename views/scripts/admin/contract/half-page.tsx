import { useState } from 'preact/hooks';
import { type Connection, type Contract, type Half, type SavedHalf } from '../../host/api-types';
import { ApiError, call } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { ErrorBox, Loading } from '../../kit';
import { text } from '../../text';
import { CheckSummary } from './check-summary';
import { ContractFrame } from './contract-frame';
import { type Draft, useDraft } from './draft';
import { EnableDialog } from './enable-dialog';
import { HalfEditor } from './half-editor';
import { isClosed } from './is-closed';
import { PartnerCard } from './partner-card';
import { OffBar, SaveBar } from './save-bar';
import { StartHalf } from './start-half';
import { contractPath, parseRef } from './ref';
import { TemplateActions } from './template-actions';
import { useCheck } from './use-check';
import { useMetadata } from './use-metadata';

interface HalfPageProps {
  readonly part: string;
  readonly contract: Contract;
  readonly connection: Connection;
  readonly onChanged: () => void;
  /** The contract as it is after saving. */
  readonly onSaved: (contract: Contract) => void;
}

/** The half of a contract that is over: to be read, and kept as a template. */
const ReadOnlyHalf = ({ contract, half }: { contract: Contract; half: Half }) => {
  const metadata = useMetadata(half.scope.project);
  return (
    <>
      <fieldset class="read-only stack" disabled>
        <HalfEditor half={half} partner={contract.partner} metadata={metadata} faults={[]} onChange={() => undefined} />
      </fieldset>
      <TemplateActions contract={contract} half={half} />
    </>
  );
};

type EditedHalfProps = Omit<HalfPageProps, 'connection'> & { readonly draft: Draft };

const EditedHalf = ({ part, contract, draft, onChanged, onSaved }: EditedHalfProps) => {
  const ref = parseRef(part);
  const words = text.contract;
  const checked = useCheck(ref, draft.half);
  const metadata = useMetadata(draft.half?.scope.project ?? null);
  // Drawn at once instead of piece by piece: what came later would push away what is being read.
  const awaited = metadata.awaited || !checked.known;
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
      const overtaken = cause instanceof ApiError && cause.code === 'half-changed';
      setError(overtaken ? null : cause);
      if (overtaken) onChanged();
    },
  );
  return (
    <>
      {draft.half === null ? <StartHalf contract={contract} onStart={draft.change} /> : null}
      {draft.half && awaited ? <Loading rows={12} /> : null}
      {draft.half && !awaited ? (
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
      ) : null}
      {draft.unsaved ? <SaveBar draft={draft} busy={save.busy} error={error} onSave={save.run} /> : null}
      {contract.half && !contract.enabled && !draft.unsaved ? <OffBar onEnable={() => setEnabling(true)} /> : null}
      {enabling ? (
        <EnableDialog part={part} contract={contract} onClose={() => setEnabling(false)} onChanged={onChanged} />
      ) : null}
    </>
  );
};

/** The own half on one side, what the partner offers and expects on the other. */
export const HalfPage = ({ connection, ...props }: HalfPageProps) => {
  const { part, contract, onChanged } = props;
  const draft = useDraft(part, contract);
  const over = isClosed(contract, connection);
  const shared = { part, contract, connection, onChanged };
  return (
    <ContractFrame {...shared} tab="half" unsaved={draft.unsaved}>
      <div class="halves">
        <div class="stack">
          {over ? null : <EditedHalf {...props} draft={draft} />}
          {over && contract.half ? <ReadOnlyHalf contract={contract} half={contract.half} /> : null}
        </div>
        <PartnerCard partner={contract.partner} inside={parseRef(part).side !== null} />
      </div>
    </ContractFrame>
  );
};
