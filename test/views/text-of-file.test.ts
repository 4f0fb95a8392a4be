import { readPairs } from '../../views/scripts/admin/bulk/pairs-csv';
import { textOfFile } from '../../views/scripts/kit/text-of-file';

const WORDS = 'Ours;Theirs\r\nSUP-1;ACM-2\r\nÜB-3;ACM-4\r\n';
const utf16 = (words: string): Buffer => Buffer.from(`\ufeff${words}`, 'utf16le');

describe('the words of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(WORDS)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${WORDS}`)],
    ['UTF-16, as a spreadsheet saves "Unicode text"', utf16(WORDS)],
    ['UTF-16, the other way round', utf16(WORDS).swap16()],
  ])('are read from %s', async (_, bytes) => {
    const words = await textOfFile(new Blob([bytes]));
    expect(readPairs(words ?? '').pairs).toEqual([
      { mine: 'SUP-1', theirs: 'ACM-2' },
      { mine: 'ÜB-3', theirs: 'ACM-4' },
    ]);
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000', 'hex')],
    ['a file that is far too long', Buffer.alloc(9 * 1024 * 1024, 65)],
  ])('are none in %s', async (_, bytes) => {
    expect(await textOfFile(new Blob([bytes]))).toBeNull();
  });

  it('of an empty file are empty', async () => {
    expect(await textOfFile(new Blob([]))).toBe('');
  });
});
