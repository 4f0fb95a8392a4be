import { text } from '../../text';

export const overviewCrumb = { label: text.overview.title, to: [] as readonly string[] };
