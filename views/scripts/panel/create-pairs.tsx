import { useState } from 'preact/hooks';
import { type ManualOffer } from '../host/api-types';
import { post } from '../host/call';
import { useAction } from '../host/load';
import { Button } from '../kit';
import { text } from '../text';

const placeOf = (partner: ManualOffer['partner'], project: string | null): string =>
  project === null ? text.panel.atPartner(partner?.name ?? text.common.partner) : text.panel.inProject(project);

/** Sends the issue by hand where a contract offers it. The choice is told at once, the pair appears when it is made. */
export const CreatePairs = (props: { issueId: string; create: readonly ManualOffer[]; onDone: () => void }) => {
  const [asked, setAsked] = useState<readonly string[]>([]);
  const send = useAction(async (contract: string) => {
    await post(`/contracts/${contract}/links`, { issue: props.issueId });
    setAsked([...asked, contract]);
    props.onDone();
  });
  if (props.create.length === 0) return null;
  return (
    <ul class="plain-list stack-small">
      {props.create.map(({ contract, partner, project }) => (
        <li key={contract.id} class="stack-small">
          {asked.includes(contract.id) ? (
            <p role="status">{text.panel.createAsked(placeOf(partner, project))}</p>
          ) : (
            <>
              <Button kind="primary" busy={send.busy} onClick={() => send.run(contract.id)}>
                <span dir="auto">{text.panel.create(placeOf(partner, project))}</span>
              </Button>
              <small dir="auto">{text.panel.createBy(contract.name)}</small>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};
