import { type Overview, type Side } from '../../host/api-types';
import { text } from '../../text';

interface Props {
  readonly keys: Readonly<Record<Side, string | null>>;
  readonly side: Side | null;
  readonly standing: Overview | null;
}

const OwnKey = ({ name, url }: { name: string; url: string }) => (
  <a href={`${url.replace(/\/$/, '')}/browse/${encodeURIComponent(name)}`} target="_blank" rel="noopener noreferrer">
    <span dir="auto">{name}</span>
    <span class="visually-hidden">{text.panel.newTab}</span>
  </a>
);

/** Both keys of a pair, the own one leading to the issue. */
export const IssueKeys = ({ keys, side, standing }: Props) => {
  const mine = side === null ? (keys.master ?? keys.provider) : keys[side];
  const other = side === null ? keys.provider : keys[side === 'master' ? 'provider' : 'master'];
  if (mine === null && other === null) return null;
  return (
    <span class="issue-keys">
      {mine === null ? <span class="subtle">{text.problems.noKey}</span> : null}
      {mine !== null && standing && side !== null ? <OwnKey name={mine} url={standing.site.url} /> : null}
      {mine !== null && !(standing && side !== null) ? <span dir="auto">{mine}</span> : null}
      {other !== null && other !== mine ? (
        <>
          <span aria-hidden="true">↔</span> <span dir="auto">{other}</span>
        </>
      ) : null}
    </span>
  );
};
