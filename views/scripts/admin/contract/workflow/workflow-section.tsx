import {
  type Fault,
  type Field as JiraField,
  type Half,
  type PartnerView,
  type Project,
} from '../../../host/api-types';
import { text } from '../../../text';
import { WorkflowPicture } from './picture-view';
import { ReceiveRules } from './receive-rules';
import { SendRules } from './send-rules';
import { pictureOf, receiveSteps, sendSteps, statusesOf, withReceiveSteps, withSendSteps } from './steps';

export interface WorkflowSectionProps {
  readonly half: Half;
  /** Null while it is read. */
  readonly project: Project | null;
  readonly partner: PartnerView;
  /** For the values that a transition needs. */
  readonly fields?: readonly JiraField[];
  readonly onChange: (half: Half) => void;
  readonly faults: readonly Pick<Fault, 'path' | 'message' | 'remedy'>[];
}

/** Status never crosses as such: each side ties its own statuses to words that both agreed on. */
export const WorkflowSection = ({ half, project, partner, fields = [], onChange, faults }: WorkflowSectionProps) => {
  const picture = pictureOf(half, project);
  const statuses = statusesOf(half, project);
  return (
    <div class="stack">
      <p class="subtle">{text.workflow.intro}</p>
      {picture.sends.length + picture.receives.length > 0 ? <WorkflowPicture {...picture} /> : null}
      <SendRules
        steps={sendSteps(half)}
        statuses={statuses}
        faults={faults}
        onChange={(steps) => onChange(withSendSteps(half, steps))}
      />
      <ReceiveRules
        steps={receiveSteps(half)}
        statuses={statuses}
        signals={partner.signals}
        fields={fields}
        faults={faults}
        onChange={(steps) => onChange(withReceiveSteps(half, steps))}
      />
    </div>
  );
};
