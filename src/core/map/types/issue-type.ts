import { oneLabel } from './labelled';

export const issueType = oneLabel({ type: 'issueType', key: 'name', systems: ['issuetype'], customs: [] });
