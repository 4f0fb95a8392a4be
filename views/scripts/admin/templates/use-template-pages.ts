import { useRef } from 'preact/hooks';
import { useAction, useLoad } from '../../host/load';
import { readPage, readUntil, TEMPLATE_PAGE, type TemplatePage } from './read-templates';

/** The list as far as it was asked for. What was shown is shown again after a change. */
export const useTemplatePages = () => {
  const wanted = useRef(TEMPLATE_PAGE);
  const loaded = useLoad<TemplatePage>(() => readUntil(() => wanted.current), []);
  const latest = useRef(loaded.data);
  latest.current = loaded.data;
  const more = useAction(async () => {
    const before = latest.current;
    if (!before || before.next === null) return;
    const page = await readPage(before.next);
    // Read anew meanwhile: what was asked for goes on from another list.
    if (latest.current !== before) return;
    const templates = [...before.templates, ...page.templates];
    wanted.current = Math.max(TEMPLATE_PAGE, templates.length);
    loaded.set({ ...page, templates });
  });
  return { ...loaded, more };
};
