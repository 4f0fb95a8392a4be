import { BOX_HEIGHT, layOut, type PictureInput } from '../../views/scripts/admin/contract/workflow/picture';
import { pictureOf, statusesOf, suggestStatus } from '../../views/scripts/admin/contract/workflow/steps';

const statuses: PictureInput['statuses'] = [
  { name: 'Done', category: 'done', missing: false },
  { name: 'To Do', category: 'new', missing: false },
  { name: 'In Progress', category: 'indeterminate', missing: false },
];

const overlaps = (boxes: readonly { y: number }[]): boolean => {
  const heights = boxes.map(({ y }) => y).sort((a, b) => a - b);
  return heights.some((y, index) => index > 0 && y - (heights[index - 1] ?? 0) < BOX_HEIGHT);
};

describe('the picture of a workflow', () => {
  test('puts statuses in the order of work', () => {
    const { statuses: boxes } = layOut({ statuses, sends: [], receives: [] });
    expect(boxes.map(({ name }) => name)).toEqual(['To Do', 'In Progress', 'Done']);
  });

  test('ties each signal to its status once, and no box covers another', () => {
    const sends = Array.from({ length: 6 }, (_, n) => ({ status: 'Done', signal: `signal ${n}` }));
    const receives = [
      { status: 'To Do', signal: 'reopened' },
      { status: 'To Do', signal: 'reopened' },
      { status: 'In Progress', signal: 'reopened' },
    ];
    const { arrows, incoming, outgoing, statuses: boxes, height } = layOut({ statuses, sends, receives });
    expect(arrows.filter(({ direction }) => direction === 'out')).toHaveLength(6);
    expect(arrows.filter(({ direction }) => direction === 'in').map(({ to }) => to)).toEqual(['To Do', 'In Progress']);
    expect(incoming).toHaveLength(1);
    for (const column of [incoming, outgoing, boxes]) expect(overlaps(column)).toBe(false);
    for (const { y } of [...incoming, ...outgoing, ...boxes]) expect(y + BOX_HEIGHT).toBeLessThanOrEqual(height);
  });
});

const project = {
  id: '1',
  key: 'SUP',
  name: 'Support',
  issueTypes: [
    { id: '1', name: 'Bug', subtask: false, statuses: [{ id: '1', name: 'Open', category: 'new' as const }] },
    { id: '2', name: 'Task', subtask: false, statuses: [{ id: '2', name: 'Done', category: 'done' as const }] },
  ],
};

describe('the steps of a half', () => {
  test('know the statuses of the issue types in scope only', () => {
    const names = (issueTypes: string[] | null) =>
      statusesOf({ scope: { project: 'SUP', issueTypes } }, project).map(({ name }) => name);
    expect(names(['Bug'])).toEqual(['Open']);
    expect(names(null)).toEqual(['Open', 'Done']);
  });

  test('mark a status that the project lost, and leave out what is not written yet', () => {
    const half = {
      scope: { project: 'SUP', issueTypes: ['Bug'] },
      send: {
        workflow: [
          { to: 'Gone', signal: 'ended' },
          { to: '', signal: 'x' },
          { to: '*', signal: 'y' },
        ],
      },
    };
    const { statuses: found, sends } = pictureOf(half, project);
    expect(sends).toEqual([{ status: 'Gone', signal: 'ended' }]);
    expect(found.find(({ name }) => name === 'Gone')).toMatchObject({ missing: true });
    expect(pictureOf(half, null).statuses).toEqual([{ name: 'Gone', category: 'undefined', missing: false }]);
  });

  test.each([
    ['resolved', 'Done'],
    ['started', 'In Progress'],
    ['DONE', 'Done'],
    ['frobnicated', null],
  ])('suggest a status for "%s"', (signal, status) => {
    expect(suggestStatus(signal, statuses)).toBe(status);
  });
});
