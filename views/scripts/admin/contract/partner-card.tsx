import { useState } from 'preact/hooks';
import { type PartnerView } from '../../host/api-types';
import { Lozenge } from '../../kit';
import { text } from '../../text';

const WIDE = '(min-width: 961px)';

const FLAGS = [
  'createsIssues',
  'acceptsIssues',
  'sendsComments',
  'acceptsComments',
  'sendsAttachments',
  'acceptsAttachments',
] as const;

const wordsFor = (inside: boolean) => {
  const { partnerTitle, partnerWaits, partnerOn, partnerOff, inside: own } = text.contract;
  return inside ? own : { title: partnerTitle, waits: partnerWaits, on: partnerOn, off: partnerOff };
};

/** All that we may know of the partner's half: names, types and options of contract fields, signals, and what flows. */
export const PartnerCard = ({ partner, inside }: { partner: PartnerView; inside: boolean }) => {
  const words = text.contract;
  const says = wordsFor(inside);
  // Beside the editor it is always open; above it, on a narrow page, it would push the editor away.
  const [wide] = useState(() => window.matchMedia(WIDE).matches);
  return (
    <aside class="card partner-card" aria-label={says.title}>
      <details open={wide} class="stack-small">
        <summary>
          <h2>{says.title}</h2>
        </summary>
        {partner.written ? (
          <>
            <p class="subtle">{partner.enabled ? says.on : says.off}</p>
            <h3>{words.offers}</h3>
            {partner.fields.length === 0 ? <p class="subtle">{words.offersNone}</p> : null}
            <ul class="plain-list stack-small">
              {partner.fields.map(({ name, type, options }) => (
                <li key={name}>
                  <span dir="auto">{name}</span> <small>{text.fieldTypes[type]}</small>
                  {options && options.length > 0 ? (
                    <details>
                      <summary>{text.common.count(options.length, 'option', 'options')}</summary>
                      <small dir="auto">{options.join(', ')}</small>
                    </details>
                  ) : null}
                </li>
              ))}
            </ul>
            {partner.signals.length > 0 ? (
              <>
                <h3>{words.signals}</h3>
                <div class="row">
                  {partner.signals.map((signal) => (
                    <Lozenge key={signal} tone="new">
                      <span dir="auto">{signal}</span>
                    </Lozenge>
                  ))}
                </div>
              </>
            ) : null}
            <dl class="flags">
              {FLAGS.map((flag) => (
                <div key={flag}>
                  <dt>{words.flags[flag]}</dt>
                  <dd>{partner[flag] ? words.yes : words.no}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : (
          <p class="subtle">{partner.removed ? words.partnerGone : says.waits}</p>
        )}
      </details>
    </aside>
  );
};
