import { useState } from 'preact/hooks';
import { type Template, type TemplateEntry } from '../../host/api-types';
import { call, get } from '../../host/call';
import { fileName, saveFile } from '../../host/download';
import { showFlag } from '../../host/host';
import { useAction } from '../../host/load';
import { Button, Confirm } from '../../kit';
import { text } from '../../text';
import { RenameDialog } from '../rename-dialog';
import { findNamed } from './find-named';
import { writeTemplate } from './template-file';

interface Props {
  readonly template: TemplateEntry;
  readonly onChanged: () => void;
}

const pathOf = ({ id }: TemplateEntry): string => `/templates/${encodeURIComponent(id)}`;

const Rename = ({ template, onChanged, onClose }: Props & { onClose: () => void }) => {
  const words = text.templates;
  return (
    <RenameDialog
      title={words.renameTitle(template.name)}
      label={words.name}
      name={template.name}
      faultOf={async (name) =>
        [undefined, template.id].includes((await findNamed(name))?.id) ? null : words.nameTaken
      }
      onRename={async (name) => {
        const { half, version } = await get<Template>(pathOf(template));
        await call('PUT', pathOf(template), { name, half, version });
        showFlag('success', words.renamed);
        onClose();
        onChanged();
      }}
      onClose={onClose}
    />
  );
};

const Remove = ({ template, onChanged, onClose }: Props & { onClose: () => void }) => {
  const words = text.templates;
  const remove = useAction(async () => {
    await call('DELETE', pathOf(template));
    showFlag('success', words.removed);
    onClose();
    onChanged();
  });
  return (
    <Confirm
      title={words.removeTitle(template.name)}
      confirm={words.remove}
      danger
      busy={remove.busy}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{words.removeText}</p>
    </Confirm>
  );
};

/** Rename, take along as a file, delete. */
export const TemplateActions = (props: Props) => {
  const words = text.templates;
  const { template } = props;
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null);
  const close = (): void => setAsked(null);
  const take = useAction(async () => {
    const { name, half } = await get<Template>(pathOf(template));
    saveFile(fileName(name, 'json'), 'application/json', writeTemplate(name, half));
  });
  return (
    <span class="actions">
      <Button title={words.of(text.common.rename, template.name)} onClick={() => setAsked('rename')}>
        {text.common.rename}
      </Button>
      <Button title={words.of(words.export, template.name)} busy={take.busy} onClick={() => take.run()}>
        {words.export}
      </Button>
      <Button kind="subtle" title={words.of(words.remove, template.name)} onClick={() => setAsked('remove')}>
        {words.remove}
      </Button>
      {asked === 'rename' ? <Rename {...props} onClose={close} /> : null}
      {asked === 'remove' ? <Remove {...props} onClose={close} /> : null}
    </span>
  );
};
