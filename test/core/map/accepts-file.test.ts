import { acceptsFile } from '../../../src/core/map';
import { type SendAttachments } from '../../../src/core/model';

const rule = (over: Partial<SendAttachments>): SendAttachments => ({
  which: 'all',
  maxBytes: null,
  names: [],
  existing: true,
  deletes: false,
  relay: false,
  ...over,
});

describe('acceptsFile', () => {
  it.each<[string[], string, boolean]>([
    [[], 'anything.exe', true],
    [['!*.exe'], 'a.png', true],
    [['!*.exe'], 'a.exe', false],
    [['!*.exe'], 'A.EXE', false],
    [['*.png', '*.pdf'], 'a.pdf', true],
    [['*.png', '*.pdf'], 'a.txt', false],
    [['*.png', '!secret*'], 'secret.png', false],
    [['!*'], 'a.png', false],
    [['*.log'], '.log', true],
    [['*.png'], 'folder/a.png', true],
    [['report-?.pdf'], 'report-7.pdf', true],
    // With a fault in any of them none leaves, least of all one that an exclusion was to stop.
    [['*.{png,jpg}'], 'a.jpg', false],
    [['!*.{exe,bat}'], 'a.exe', false],
    [['!*.{exe,bat}'], 'a.png', false],
    [['*.png', '!'], 'a.png', false],
    [['report-[0-9].pdf'], 'report-7.pdf', false],
  ])('%j takes %s: %s', (names, name, expected) => {
    expect(acceptsFile(rule({ names }), { name, bytes: 1 }).ok).toBe(expected);
  });

  it('holds the size against the limit', () => {
    expect(acceptsFile(rule({ maxBytes: 10 }), { name: 'a', bytes: 10 })).toEqual({ ok: true });
    expect(acceptsFile(rule({ maxBytes: 10 }), { name: 'a', bytes: 11 })).toEqual({
      ok: false,
      reason: '"a" has 11 bytes and the contract sends files up to 10.',
    });
  });

  it('sends nothing where the half says none', () => {
    expect(acceptsFile(rule({ which: 'none' }), { name: 'a', bytes: 0 })).toMatchObject({
      ok: false,
      reason: 'The contract sends no attachments.',
    });
  });
});
