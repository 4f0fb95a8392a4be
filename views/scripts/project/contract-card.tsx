import { Lozenge, Toggle } from '../kit';
import { text } from '../text';
import { type ProjectContract } from './shapes';

const State = ({ contract: { enabled, partnerEnabled, openProblems } }: { contract: ProjectContract }) => {
  const words = text.project;
  return (
    <div class="row">
      {enabled && partnerEnabled ? <Lozenge tone="success">{words.running}</Lozenge> : null}
      {enabled && !partnerEnabled ? <Lozenge tone="warning">{words.partnerOff}</Lozenge> : null}
      {enabled ? null : <Lozenge>{words.off}</Lozenge>}
      {openProblems > 0 ? <Lozenge tone="danger">{words.problems(openProblems)}</Lozenge> : null}
    </div>
  );
};

const Names = ({ title, names, none }: { title: string; names: readonly string[]; none: string }) => (
  <div class="stack-small">
    <h3>{title}</h3>
    {names.length === 0 ? (
      <p class="subtle">{none}</p>
    ) : (
      <ul class="plain-list row">
        {names.map((name) => (
          <li key={name}>
            <Lozenge>
              <span dir="auto">{name}</span>
            </Lozenge>
          </li>
        ))}
      </ul>
    )}
  </div>
);

export const ContractCard = (props: { contract: ProjectContract; busy: boolean; onChange: (on: boolean) => void }) => {
  const { contract } = props;
  const words = text.project;
  const partner = contract.partner?.name ?? text.common.partner;
  return (
    <li class="card">
      <div class="card-head">
        <div class="stack-small">
          <h2 dir="auto">{contract.name}</h2>
          <p class="subtle" dir="auto">
            {words.with(partner)} · {words.linked(contract.linkedIssues)}
          </p>
        </div>
        <Toggle on={contract.enabled} busy={props.busy} label={words.toggle(contract.name)} onChange={props.onChange} />
      </div>
      <State contract={contract} />
      <div class="columns">
        <Names title={words.sends} names={contract.sends} none={words.sendsNothing} />
        <Names title={words.receives} names={contract.receives} none={words.receivesNothing} />
      </div>
    </li>
  );
};
