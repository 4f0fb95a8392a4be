import { type ComponentChildren } from 'preact';
import { type Half, type PartnerView } from '../../host/api-types';
import { text } from '../../text';
import { FieldsSection } from './fields/fields-section';
import { CommentsSection } from './sections/comments-section';
import { ConflictSection } from './sections/conflict-section';
import { CreateSection } from './sections/create-section';
import { FilesSection } from './sections/files-section';
import { ScopeSection } from './sections/scope-section';
import { WhenSection } from './sections/when-section';
import { type Metadata } from './use-metadata';
import { type RuleFault } from './workflow/send-rules';
import { WorkflowSection } from './workflow/workflow-section';

export interface SectionProps {
  readonly half: Half;
  readonly partner: PartnerView;
  readonly metadata: Metadata;
  readonly faults: readonly RuleFault[];
  readonly onChange: (half: Half) => void;
}

export const Section = (props: { title: string; hint?: string; children: ComponentChildren }) => (
  <section class="card section">
    <h2>{props.title}</h2>
    {props.hint ? <p class="subtle">{props.hint}</p> : null}
    {props.children}
  </section>
);

/** Every part of a half, in the order in which a person thinks of them. */
export const HalfEditor = (props: SectionProps) => {
  const { half, partner, metadata, faults, onChange } = props;
  return (
    <>
      <ScopeSection {...props} />
      <WhenSection {...props} />
      <FieldsSection {...props} />
      <CreateSection {...props} />
      <CommentsSection {...props} />
      <FilesSection {...props} />
      <Section title={text.contract.workflow}>
        <WorkflowSection
          half={half}
          project={metadata.project}
          fields={metadata.fields}
          partner={partner}
          faults={faults}
          onChange={onChange}
        />
      </Section>
      <ConflictSection {...props} />
    </>
  );
};
