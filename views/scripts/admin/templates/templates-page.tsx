import { useState } from 'preact/hooks';
import { ApiError, post } from '../../host/call';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { EmptyState, ErrorBox, Field, LinkTo, Loading, PageHead, Table, Time } from '../../kit';
import { text } from '../../text';
import { type NamedTemplate, useOverview, useTemplates } from '../overview/figures';
import { MainNav } from '../overview/main-nav';
import { TemplateActions } from './template-actions';
import { readTemplate } from './template-file';

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

const notOurs = (): ApiError => {
  const { notJson, notJsonText } = text.templates;
  return new ApiError(0, 'not-a-template', notJson, notJsonText, []);
};

const ImportTemplate = ({ onDone }: { onDone: () => void }) => {
  const words = text.templates;
  const [error, setError] = useState<Error | null>(null);
  const [turn, setTurn] = useState(0);
  const take = useAction(async (file: File) => {
    setError(null);
    const template = readTemplate(await file.text(), file.name.replace(/\.json$/i, ''));
    if (!template) throw notOurs();
    await post('/templates', template);
    showFlag('success', words.imported(template.name));
    setTurn(turn + 1);
    onDone();
  }, setError);
  return (
    <section class="card narrow-form">
      <Field label={words.import} hint={words.importHint}>
        <input
          key={turn}
          type="file"
          class="input"
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) take.run(file);
          }}
        />
      </Field>
      {error ? <ErrorBox error={error} /> : null}
    </section>
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
      <MainNav current="templates" figures={overview} />
      {error ? <ErrorBox error={error} retry={reload} /> : null}
      {!data && !error ? <Loading rows={4} /> : null}
      {data && data.templates.length > 0 ? (
        <>
          <p class="text-width">{words.intro}</p>
          <List templates={data.templates} reload={reload} />
        </>
      ) : null}
      {data && data.templates.length === 0 ? empty : null}
      {data ? <ImportTemplate onDone={reload} /> : null}
    </>
  );
};
