import { useState } from 'preact/hooks';
import { get, post } from '../host/call';
import { showFlag } from '../host/host';
import { useAction, useEvery, useLoad } from '../host/load';
import { Confirm, EmptyState, ErrorBox, Loading, PageHead } from '../kit';
import { text } from '../text';
import { ContractCard } from './contract-card';
import { type ProjectContract, type ProjectContracts } from './shapes';

const REFRESH_MS = 30_000;

const Switch = (props: { contract: ProjectContract; busy: boolean; onConfirm: () => void; onClose: () => void }) => {
  const { contract, ...rest } = props;
  const { name, enabled, linkedIssues } = contract;
  const words = text.project;
  return (
    <Confirm
      {...rest}
      title={enabled ? words.disableTitle(name) : words.enableTitle(name)}
      confirm={enabled ? words.disable : words.enable}
      danger={enabled}
    >
      <p>{enabled ? words.disableText(linkedIssues) : words.enableText(linkedIssues)}</p>
    </Confirm>
  );
};

/** The contracts of one project, for its admins: read, enable, disable. */
export const ProjectPage = ({ project }: { project: string }) => {
  const words = text.project;
  const path = `/projects/${encodeURIComponent(project)}/contracts`;
  const { data, error, reload } = useLoad(() => get<ProjectContracts>(path), [path]);
  const [asked, setAsked] = useState<ProjectContract | null>(null);
  const turn = useAction(async ({ id, name, enabled }: ProjectContract) => {
    await post(`${path}/${id}/${enabled ? 'disable' : 'enable'}`);
    setAsked(null);
    showFlag('success', enabled ? words.disabled(name) : words.enabled(name));
    reload();
  });
  useEvery(REFRESH_MS, reload);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={4} />;
  return (
    <>
      <PageHead title={words.title(data.project.name)} />
      <p class="subtle">{words.intro}</p>
      {data.contracts.length === 0 ? (
        <EmptyState title={words.empty(data.project.name)}>{words.emptyText}</EmptyState>
      ) : (
        <ul class="plain-list stack">
          {data.contracts.map((contract) => (
            <ContractCard key={contract.id} contract={contract} busy={turn.busy} onChange={() => setAsked(contract)} />
          ))}
        </ul>
      )}
      {asked ? (
        <Switch contract={asked} busy={turn.busy} onConfirm={() => turn.run(asked)} onClose={() => setAsked(null)} />
      ) : null}
    </>
  );
};
