import { useEffect, useState } from 'preact/hooks';
import { type PairRequest } from '../../host/api-types';
import { get, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction, useEvery, useLoad } from '../../host/load';
import { Banner, Button, Confirm, ErrorBox, Table, Time } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';

interface Page {
  readonly total: number;
  readonly runs: readonly { readonly run: string; readonly waiting: number; readonly askedAt: string }[];
  readonly requests: readonly PairRequest[];
  readonly next: string | null;
}

type Answer = 'accept' | 'decline';
type Which = { readonly requests: readonly string[] } | { readonly run: string };

const CALM_MS = 30_000;

const OwnIssue = ({ request: { own, issue } }: { request: PairRequest }) => {
  const words = text.bulk.asked;
  if (issue?.is === 'found') {
    return (
      <>
        <strong dir="auto">{issue.key}</strong> <span dir="auto">{issue.summary}</span>
        {issue.key === own ? null : <span class="subtle"> {words.named(own)}</span>}
      </>
    );
  }
  return (
    <>
      <strong dir="auto">{own}</strong> <span class="subtle">{words.issues[issue?.is ?? 'unknown']}</span>
    </>
  );
};

interface AllOfProps {
  readonly run: Page['runs'][number];
  readonly partner: string;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer, which: Which) => void;
}

/** All pairs of one run at once; the yes takes a second word. */
const AllOf = ({ run, partner, busy, onAnswer }: AllOfProps) => {
  const [asking, setAsking] = useState<Answer | null>(null);
  const words = text.bulk.asked;
  const say = (answer: Answer): void => {
    setAsking(null);
    onAnswer(answer, { run: run.run });
  };
  return (
    <div class="row">
      <span class="subtle">
        {words.ofRun(run.waiting)} <Time at={run.askedAt} />
      </span>
      <Button busy={busy} onClick={() => setAsking('accept')}>
        {words.acceptAll(run.waiting)}
      </Button>
      <Button kind="subtle" busy={busy} onClick={() => setAsking('decline')}>
        {words.declineAll(run.waiting)}
      </Button>
      {asking === null ? null : (
        <Confirm
          title={words.allTitle[asking](run.waiting)}
          confirm={words[asking]}
          danger={asking === 'decline'}
          busy={busy}
          onConfirm={() => say(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{words.allText[asking](partner)}</p>
        </Confirm>
      )}
    </div>
  );
};

/** Pairs that the partner asks for. Nothing of an own issue is sent before somebody here accepts. */
export const AskedPairs = ({
  part,
  partner,
  onAnswered,
}: {
  part: string;
  partner: string;
  onAnswered: () => void;
}) => {
  const ref = parseRef(part);
  const [after, setAfter] = useState<string | null>(null);
  const path = contractPath(ref, `/pair-requests${after === null ? '' : `?after=${after}`}`);
  const { data, error, reload } = useLoad(() => get<Page>(path), [path]);
  useEvery(CALM_MS, reload);
  // What was on this page is answered: begin anew.
  const isEmptied = data !== null && data.total > 0 && data.requests.length === 0 && after !== null;
  useEffect(() => {
    if (isEmptied) setAfter(null);
  }, [isEmptied]);
  const words = text.bulk.asked;
  const act = useAction(async (answer: Answer, which: Which) => {
    const { answered } = await post<{ answered: number }>(contractPath(ref, '/pair-requests/answer'), {
      answer,
      ...which,
    });
    if (answered > 0) showFlag('success', words.answered[answer](answered));
    reload();
    onAnswered();
  });
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : null;
  if (data.total === 0) return null;
  return (
    <section class="card stack-small" aria-label={words.title(partner, data.total)}>
      <h2>{words.title(partner, data.total)}</h2>
      <Banner tone="info">{words.text(partner)}</Banner>
      {/* A single pair has its answer in its row. */}
      {data.runs
        .filter(({ waiting }) => waiting > 1)
        .map((run) => (
          <AllOf key={run.run} run={run} partner={partner} busy={act.busy} onAnswer={act.run} />
        ))}
      <Table
        caption={words.title(partner, data.total)}
        rows={data.requests}
        keyOf={({ id }) => id}
        columns={[
          { head: words.yours, cell: (request) => <OwnIssue request={request} /> },
          { head: words.theirs, narrow: true, cell: (request) => <span dir="auto">{request.partner}</span> },
          { head: words.when, narrow: true, cell: ({ askedAt }) => <Time at={askedAt} /> },
          {
            head: words.answer,
            narrow: true,
            cell: ({ id, own }) => (
              <div class="answers">
                <Button busy={act.busy} onClick={() => act.run('accept', { requests: [id] })}>
                  {words.accept} <span class="visually-hidden">{own}</span>
                </Button>
                <Button kind="subtle" busy={act.busy} onClick={() => act.run('decline', { requests: [id] })}>
                  {words.decline} <span class="visually-hidden">{own}</span>
                </Button>
              </div>
            ),
          },
        ]}
      />
      {after !== null || data.next !== null ? (
        <div class="actions">
          {after === null ? null : <Button onClick={() => setAfter(null)}>{words.first}</Button>}
          {data.next === null ? null : <Button onClick={() => setAfter(data.next)}>{words.more}</Button>}
        </div>
      ) : null}
    </section>
  );
};
