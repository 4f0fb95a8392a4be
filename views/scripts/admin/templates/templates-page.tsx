import { useEffect, useRef } from 'preact/hooks';
import { Button, EmptyState, ErrorBox, LinkTo, Loading, PageHead, Table, Time } from '../../kit';
import { text } from '../../text';
import { useTotals } from '../overview/figures';
import { MainNav } from '../overview/main-nav';
import { ImportTemplate } from './import-template';
import { type NamedTemplate, type TemplatePage } from './read-templates';
import { TemplateActions } from './template-actions';
import { useTemplatePages } from './use-template-pages';

interface PagesProps {
  readonly page: TemplatePage;
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly reload: () => void;
}

const List = ({ templates, reload }: { templates: readonly NamedTemplate[]; reload: () => void }) => {
  const words = text.templates;
  return (
    <Table
      caption={words.title}
      rows={templates}
      keyOf={({ id }) => id}
      columns={[
        { head: words.name, cell: ({ name }) => <strong dir="auto">{name}</strong> },
        { head: words.author, cell: ({ authorName, author }) => <span dir="auto">{authorName ?? author}</span> },
        { head: words.at, narrow: true, cell: ({ at }) => <Time at={at} full /> },
        {
          head: words.actions,
          narrow: true,
          cell: (template) => <TemplateActions template={template} onChanged={reload} />,
        },
      ]}
    />
  );
};

/** The list and the way to more of it. With the last page the button goes: who used it goes on at the first new row. */
const Pages = ({ page, busy, onMore, reload }: PagesProps) => {
  const words = text.templates;
  const { templates, total, next } = page;
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || from.current >= templates.length) return;
    const row = box.current?.querySelectorAll('tbody tr')[from.current];
    from.current = null;
    if (next === null) row?.querySelector('button')?.focus();
  }, [templates.length]);
  return (
    <div ref={box} class="stack">
      <List templates={templates} reload={reload} />
      <p class="subtle" role="status">
        {total > templates.length ? words.shown(templates.length, total) : ''}
      </p>
      {next === null ? null : (
        <div class="actions actions-center">
          <Button
            busy={busy}
            onClick={() => {
              from.current = templates.length;
              onMore();
            }}
          >
            {text.common.more}
          </Button>
        </div>
      )}
    </div>
  );
};

export const TemplatesPage = () => {
  const words = text.templates;
  const { data, error, reload, more } = useTemplatePages();
  const totals = useTotals().data;
  const empty = (
    <EmptyState
      title={words.empty}
      action={
        <LinkTo to={[]} class="button button-default">
          {words.toConnections}
        </LinkTo>
      }
    >
      {words.emptyText}
    </EmptyState>
  );
  return (
    <>
      <PageHead title={words.title} />
      <MainNav current="templates" figures={totals} templates={data?.total} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {!data && !error ? <Loading rows={4} /> : null}
      {data && data.templates.length > 0 ? (
        <>
          <p class="text-width">{words.intro}</p>
          <Pages page={data} busy={more.busy} onMore={() => more.run()} reload={reload} />
        </>
      ) : null}
      {data && data.templates.length === 0 ? empty : null}
      {data ? <ImportTemplate onDone={reload} /> : null}
    </>
  );
};
