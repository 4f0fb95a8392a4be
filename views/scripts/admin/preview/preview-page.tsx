import { useState } from 'preact/hooks';
import { type Contract, type Preview } from '../../host/api-types';
import { get, post } from '../../host/call';
import { useAction } from '../../host/load';
import { Banner, Button, EmptyState, ErrorBox, Field, LinkTo, Picker, type PickerItem } from '../../kit';
import { text } from '../../text';
import { contractPath, parseRef } from '../contract/ref';
import { useStandingOf } from '../overview/standing';
import { namesFor, offWords } from './names';
import { PreviewResult } from './preview-result';

interface FoundIssues {
  readonly issues: readonly { id: string; key: string; summary: string; type: string; status: string }[];
}

const itemOf = ({ key, summary, type, status }: FoundIssues['issues'][number]): PickerItem => ({
  value: key,
  label: `${key} ${summary}`,
  detail: `${type} · ${status}`,
});

const Look = ({ part, contract }: { part: string; contract: Contract }) => {
  const names = namesFor(contract, useStandingOf([{ connection: contract.connectionId }]).data);
  const [issue, setIssue] = useState<PickerItem | null>(null);
  const [result, setResult] = useState<Preview | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const waitsFor = offWords(contract, names);
  const project = contract.half?.scope.project ?? '';
  const search = async (query: string): Promise<readonly PickerItem[]> =>
    (await get<FoundIssues>('/metadata/issues', { query, project })).issues.map(itemOf);
  const look = useAction(async (key: string) => {
    setError(null);
    setResult(await post<Preview>(contractPath(parseRef(part), '/preview'), { issue: key }));
  }, setError);
  return (
    <div class="stack">
      <p class="subtle">{text.preview.intro}</p>
      <form
        class="rule narrow-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (issue) look.run(issue.value);
        }}
      >
        <Field label={text.preview.issue}>
          <Picker
            value={issue?.value ?? null}
            chosenLabel={issue?.label ?? ''}
            search={search}
            placeholder={text.preview.issuePlaceholder}
            onChange={(_, item) => {
              setIssue(item);
              setResult(null);
              if (item) look.run(item.value);
            }}
          />
        </Field>
        <Button type="submit" kind={result ? 'default' : 'primary'} busy={look.busy} disabled={!issue}>
          {result ? text.preview.again : text.preview.run}
        </Button>
      </form>
      {error ? <ErrorBox error={error} /> : null}
      {result && waitsFor !== null ? <Banner tone="neutral">{waitsFor}</Banner> : null}
      {result ? <PreviewResult preview={result} side={contract.side} names={names} /> : null}
    </div>
  );
};

export const PreviewPanel = ({ part, contract }: { part: string; contract: Contract }) =>
  contract.half === null ? (
    <EmptyState
      title={text.preview.notSetUp}
      action={
        <LinkTo to={['contracts', part]} class="button button-default">
          {text.preview.toSetUp}
        </LinkTo>
      }
    >
      {text.preview.notSetUpText}
    </EmptyState>
  ) : (
    <Look part={part} contract={contract} />
  );
