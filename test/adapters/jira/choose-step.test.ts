import { chooseStep, fold, type Choice, type View } from '../../../src/adapters/jira/perform/choose-step';

type Category = 'new' | 'indeterminate' | 'done';
const CATEGORY: Readonly<Record<string, Category>> = {
  Open: 'new',
  Backlog: 'new',
  'In Progress': 'indeterminate',
  Review: 'indeterminate',
  Waiting: 'indeterminate',
  Resolved: 'done',
  Closed: 'done',
};

interface Case {
  readonly here: string;
  readonly target: string;
  readonly offers: readonly string[];
  readonly edges?: readonly string[];
  readonly via?: readonly string[];
  readonly seen?: readonly string[];
  readonly explored?: readonly string[];
}

const viewOf = ({ here, target, offers, edges = [], via = [], seen = [], explored = [] }: Case): View => ({
  here,
  target,
  via,
  offers: offers.map((to) => ({ id: to, name: `to ${to}`, to, category: CATEGORY[to] ?? 'undefined' })),
  edges: edges.map((edge) => {
    const [from = '', to = ''] = edge.split(' > ');
    return { from, to };
  }),
  seen: new Set(seen.map(fold)),
  explored: new Set(explored.map(fold)),
  categories: new Map(Object.entries(CATEGORY).map(([name, category]) => [fold(name), category])),
});

const words = (choice: Choice): string => {
  switch (choice.is) {
    case 'step':
      return `go ${choice.offer.to}`;
    case 'explore':
      return `look ${choice.status}`;
    case 'stuck':
      return 'stuck';
  }
};

const all = ['Open', 'Backlog', 'In Progress', 'Review', 'Waiting', 'Resolved', 'Closed'];

test.each<[string, Case, string]>([
  ['a direct transition', { here: 'Open', target: 'Resolved', offers: ['Closed', 'Resolved'] }, 'go Resolved'],
  ['without regard to case', { here: 'Open', target: 'resolved ', offers: ['Resolved'] }, 'go Resolved'],
  [
    'direct beats via',
    { here: 'Open', target: 'Resolved', offers: ['Review', 'Resolved'], via: ['Review'] },
    'go Resolved',
  ],
  ['the half’s way', { here: 'Open', target: 'Resolved', offers: ['Waiting', 'Review'], via: ['Review'] }, 'go Review'],
  [
    'the half’s way in its order',
    { here: 'Open', target: 'Resolved', offers: ['Waiting', 'Review'], via: ['Waiting', 'Review'] },
    'go Waiting',
  ],
  [
    'the half’s way, past what was passed',
    { here: 'Waiting', target: 'Resolved', offers: ['Open', 'Review'], via: ['Open', 'Review'], seen: ['Open'] },
    'go Review',
  ],
  [
    'a known way',
    {
      here: 'Open',
      target: 'Resolved',
      offers: ['Waiting', 'In Progress'],
      edges: ['In Progress > Review', 'Review > Resolved'],
    },
    'go In Progress',
  ],
  [
    'the shorter of two known ways',
    {
      here: 'Open',
      target: 'Resolved',
      offers: ['Waiting', 'Review'],
      edges: ['Waiting > In Progress', 'In Progress > Resolved', 'Review > Resolved'],
    },
    'go Review',
  ],
  [
    'never through a done status to another',
    { here: 'Open', target: 'Review', offers: ['Closed'], edges: ['Closed > Review'], explored: all },
    'stuck',
  ],
  [
    'through a done status to a done one',
    { here: 'Open', target: 'Closed', offers: ['Resolved'], edges: ['Resolved > Closed'] },
    'go Resolved',
  ],
  ['look where the way out is unknown', { here: 'Open', target: 'Resolved', offers: ['Review'] }, 'look Review'],
  [
    'look further along',
    {
      here: 'Open',
      target: 'Resolved',
      offers: ['In Progress'],
      edges: ['In Progress > Review'],
      explored: ['In Progress'],
    },
    'look Review',
  ],
  [
    'forward when looking taught nothing',
    { here: 'Open', target: 'Resolved', offers: ['Backlog', 'Review'], explored: all },
    'go Review',
  ],
  [
    'not into another end on a guess',
    { here: 'Open', target: 'Resolved', offers: ['Closed', 'In Progress'], explored: all },
    'go In Progress',
  ],
  [
    'rather stuck than into another end on a guess',
    { here: 'Open', target: 'Resolved', offers: ['Closed'], explored: all },
    'stuck',
  ],
  [
    'back when the target is behind',
    { here: 'Resolved', target: 'Open', offers: ['Closed', 'In Progress'], explored: all },
    'go In Progress',
  ],
  [
    'never twice into a status',
    {
      here: 'Review',
      target: 'Resolved',
      offers: ['Open', 'In Progress'],
      seen: ['Open', 'In Progress'],
      explored: all,
    },
    'stuck',
  ],
  [
    'back behind the target where that is the only way out',
    { here: 'Resolved', target: 'In Progress', offers: ['Backlog'], explored: all },
    'go Backlog',
  ],
  [
    'not into what is known to lead nowhere',
    {
      here: 'Resolved',
      target: 'In Progress',
      offers: ['Open', 'Backlog'],
      edges: ['Open > Closed', 'Closed > Resolved'],
      explored: all,
    },
    'go Backlog',
  ],
  [
    'a known way back through where it was',
    {
      here: 'Waiting',
      target: 'Resolved',
      offers: ['Open', 'Backlog'],
      edges: ['Open > Review', 'Review > Resolved'],
      seen: ['Open'],
      explored: all,
    },
    'go Open',
  ],
  [
    'from one end through another, where that is the only known way',
    {
      here: 'Resolved',
      target: 'In Progress',
      offers: ['Closed'],
      edges: ['Closed > Open', 'Open > In Progress'],
      explored: all,
    },
    'go Closed',
  ],
  [
    'stuck, where all that can be reached is known',
    {
      here: 'Open',
      target: 'Resolved',
      offers: ['Backlog', 'Waiting'],
      edges: ['Backlog > Open', 'Waiting > Backlog', 'Open > Backlog', 'Open > Waiting'],
      explored: all,
    },
    'stuck',
  ],
  ['nothing offered', { here: 'Open', target: 'Resolved', offers: [] }, 'stuck'],
])('%s', (_name, given, expected) => {
  expect(words(chooseStep(viewOf(given)))).toBe(expected);
});
