import type { SeedWorkflow, SiteSeed } from '../seed/types';

export const PROVIDER_STATUSES: SiteSeed['statuses'] = [
  { name: 'Open', category: 'new' },
  { name: 'Triage', category: 'new' },
  { name: 'In Analysis', category: 'indeterminate' },
  { name: 'In Progress', category: 'indeterminate' },
  { name: 'In Review', category: 'indeterminate' },
  { name: 'Resolved', category: 'done' },
  { name: 'Closed', category: 'done' },
  { name: 'Rejected', category: 'done' },
];

/** Longer than the master's: one step after the other, so that a signal may need several hops. */
export const providerWorkflow = (name: string, solutionField: string): SeedWorkflow => ({
  name,
  initial: 'Open',
  transitions: [
    { name: 'Accept for triage', from: ['Open'], to: 'Triage' },
    { name: 'Analyse', from: ['Triage'], to: 'In Analysis' },
    { name: 'Begin work', from: ['In Analysis'], to: 'In Progress' },
    { name: 'Ask for review', from: ['In Progress'], to: 'In Review' },
    { name: 'Back to work', from: ['In Review'], to: 'In Progress' },
    { name: 'Resolve', from: ['In Review', 'In Progress'], to: 'Resolved', screen: ['resolution!', solutionField] },
    { name: 'Close', from: ['Resolved'], to: 'Closed' },
    { name: 'Reject', from: ['Open', 'Triage', 'In Analysis'], to: 'Rejected', screen: ['resolution!'] },
    { name: 'Reopen', from: ['Resolved', 'Closed', 'Rejected'], to: 'Triage', reopens: true },
  ],
});
