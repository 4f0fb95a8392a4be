import { type ComponentChildren } from 'preact';
import { type IssueLink } from '../host/api-types';
import { Banner, Lozenge, Time, type Tone } from '../kit';
import { text } from '../text';
import { inSiteNames } from '../text/site-names';
import { PairActions } from './pair-actions';
import { otherName, pairNames } from './pair-names';
import { pairStateOf, type PairState } from './pair-state';
import { SettingsLinks } from './settings-links';

const TONES: Readonly<Record<PairState, Tone>> = {
  ended: 'neutral',
  paused: 'neutral',
  trouble: 'danger',
  partnerTrouble: 'warning',
  undecided: 'warning',
  creating: 'info',
  waiting: 'info',
  inStep: 'success',
};

const RemoteKey = ({ pair: { remoteKey, remoteUrl } }: { pair: IssueLink }) => {
  if (remoteKey === null) return <span class="subtle">{text.panel.noKeyYet}</span>;
  if (remoteUrl === null) return <strong dir="auto">{remoteKey}</strong>;
  return (
    <a class="pair-key" href={remoteUrl} target="_blank" rel="noopener noreferrer">
      <span dir="auto">{remoteKey}</span>
      <span aria-hidden="true"> ↗</span>
      <span class="visually-hidden">{text.panel.newTab}</span>
    </a>
  );
};

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="pair-fact">
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);

const Moment = ({ at }: { at: string | null }) => (at === null ? <>{text.common.never}</> : <Time at={at} />);

const Facts = ({ pair }: { pair: IssueLink }) => (
  <dl class="pair-facts">
    <Fact name={text.panel.remoteStatus}>{pair.remoteStatus ?? text.panel.notTold}</Fact>
    <Fact name={text.panel.lastSent}>
      <Moment at={pair.lastSentAt} />
    </Fact>
    <Fact name={text.panel.lastReceived}>
      <Moment at={pair.lastReceivedAt} />
    </Fact>
    <Fact name={text.panel.contract}>{pair.contract.name}</Fact>
  </dl>
);

/** Sentences of the API with the names that people know. */
type Told = (sentence: string) => string;

const pausedText = (pair: IssueLink): string => {
  const { internal, pausedByMe, pausedByPartner } = pair;
  const { pausedTexts } = text.panel;
  if (internal) return pausedTexts.inside;
  if (pausedByMe) return pausedByPartner ? pausedTexts.both(otherName(pair)) : pausedTexts.mine;
  return pausedTexts.partner(otherName(pair));
};

/** Waiting or in trouble, and what to do. */
const Notes = ({ pair, state, told }: { pair: IssueLink; state: PairState; told: Told }) => (
  <>
    {state === 'paused' ? <Banner tone="neutral">{pausedText(pair)}</Banner> : null}
    {pair.waiting !== null && state !== 'paused' && state !== 'ended' ? (
      <Banner tone="info">
        <span dir="auto">{told(pair.waiting)}</span>
      </Banner>
    ) : null}
    {pair.problems.map(({ id, subject, cause, remedy, whose }) => (
      <Banner key={id} tone={whose === 'mine' ? 'danger' : 'warning'} title={<span dir="auto">{subject}</span>}>
        <p dir="auto">{told(cause)}</p>
        <p dir="auto">{told(remedy)}</p>
      </Banner>
    ))}
    {pair.conflicts > 0 ? <Banner tone="warning">{text.panel.conflicts(pair.conflicts)}</Banner> : null}
  </>
);

const History = ({ pair: { history }, told }: { pair: IssueLink; told: Told }) =>
  history.length === 0 ? null : (
    <details>
      <summary>{text.panel.history}</summary>
      <ol class="plain-list stack-small history">
        {history.map(({ id, at, text: words }) => (
          <li key={id}>
            <span dir="auto">{told(words)}</span>
            <small>
              <Time at={at} />
            </small>
          </li>
        ))}
      </ol>
    </details>
  );

interface PairCardProps {
  readonly pair: IssueLink;
  /** Name of this site. */
  readonly own: string;
  readonly settings: string | null;
  readonly onDone: () => void;
}

/** One pair: who, which issue there, how it is doing, and what one may do. */
export const PairCard = ({ pair, own, settings, onDone }: PairCardProps) => {
  const state = pairStateOf(pair);
  const other = otherName(pair);
  const names = pairNames(pair, own);
  const told: Told = (sentence) => inSiteNames(sentence, names);
  return (
    <section class="pair" aria-label={text.panel.pairWith(other)}>
      <div class="pair-head">
        <h3 dir="auto">{pair.internal ? text.panel.project(other) : other}</h3>
        <Lozenge tone={TONES[state]}>{text.panel.states[state]}</Lozenge>
      </div>
      <RemoteKey pair={pair} />
      {state === 'ended' ? null : <Facts pair={pair} />}
      <Notes pair={pair} state={state} told={told} />
      <History pair={pair} told={told} />
      {state === 'ended' ? null : <PairActions pair={pair} onDone={onDone} />}
      {settings === null ? null : <SettingsLinks pair={pair} settings={settings} />}
    </section>
  );
};
