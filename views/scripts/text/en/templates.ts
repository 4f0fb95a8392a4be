import { common } from './common';
import { isolated } from '../isolated';

export const templates = {
  title: 'Templates',
  intro:
    'A template is one side of a contract, kept for use with several partners: which issues, fields, comments and signals take part. To make one, open a contract and choose “Save as template”.',
  empty: 'No templates yet',
  emptyText:
    'Do you work with many partners in the same way? Set up one contract, save your side as a template, and use it for the next.',
  toConnections: 'Go to your contracts',
  name: 'Name',
  author: 'Saved by',
  at: 'Saved',
  actions: 'Actions',
  renameTitle: (name: string): string => `Rename “${isolated(name)}”`,
  renamed: 'The template was renamed',
  nameTaken: 'Another template has this name.',
  export: 'Export',
  remove: 'Delete',
  removeTitle: (name: string): string => `Delete the template “${isolated(name)}”?`,
  removeText: 'Contracts that were made with it stay as they are.',
  removed: 'The template was deleted',
  shown: (n: number, total: number): string => `${n} of ${total.toLocaleString()} are shown`,
  import: 'Import a template',
  importHint: 'A JSON file that was exported here or from a contract.',
  imported: (name: string): string => `“${isolated(name)}” was imported`,
  replaceTitle: (name: string): string => `Replace the template “${isolated(name)}”?`,
  replaceText:
    'There is a template of this name already. Contracts that were made with it stay as they are. To keep both, cancel and rename it first.',
  replace: 'Replace',
  faults: (n: number): string =>
    `${common.count(n, 'thing', 'things')} in this file ${n === 1 ? 'has' : 'have'} to be put right; nothing was imported`,
  notJson: 'This file is no exported template or contract.',
  notJsonText: 'Choose a file that Accord exported.',
  of: (act: string, name: string): string => `${act}: ${name}`,
};
