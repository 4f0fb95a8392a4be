import { EmptyState, ErrorBox, LinkTo, Loading, PageHead, Table, Time } from '../../kit';
import { text } from '../../text';
import { type NamedTemplate, useOverview, useTemplates } from '../overview/figures';
import { MainNav } from '../overview/main-nav';
import { ImportTemplate } from './import-template';
import { TemplateActions } from './template-actions';

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
          cell: (template) => <TemplateActions template={template} all={templates} onChanged={reload} />,
        },
      ]}
    />
  );
};

export const TemplatesPage = () => {
  const words = text.templates;
  const { data, error, reload } = useTemplates();
  const overview = useOverview().data;
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
      <MainNav current="templates" figures={overview} templates={data?.templates.length} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {!data && !error ? <Loading rows={4} /> : null}
      {data && data.templates.length > 0 ? (
        <>
          <p class="text-width">{words.intro}</p>
          <List templates={data.templates} reload={reload} />
        </>
      ) : null}
      {data && data.templates.length === 0 ? empty : null}
      {data ? <ImportTemplate templates={data.templates} onDone={reload} /> : null}
    </>
  );
};
