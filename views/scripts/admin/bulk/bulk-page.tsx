import { type Contract } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';
import { ErrorBox, Loading, PageHead } from '../../kit';
import { text } from '../../text';
import { BulkPanel } from './bulk-panel';

export const BulkPage = ({ id }: { id: string }) => {
  const path = `/contracts/${encodeURIComponent(id)}`;
  const { data, error, reload } = useLoad(() => get<Contract>(path), [path]);
  if (!data) return error ? <ErrorBox error={error} retry={reload} /> : <Loading rows={6} />;
  return (
    <>
      <PageHead
        title={text.bulk.title}
        crumbs={[
          { label: text.problems.overview, to: [] },
          { label: data.name, to: ['contracts', id] },
        ]}
      />
      <BulkPanel contract={data} />
    </>
  );
};
