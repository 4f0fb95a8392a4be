import { parseSecretKeys, seal, unseal } from '../../../src/adapters/postgres/secrets';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const ONE = parseSecretKeys(`k1:${key(1)}`);
const BOTH = parseSecretKeys(`k2:${key(2)}, k1:${key(1)}`);
const PLACE = 'sites/a/secret';

describe('secret keys', () => {
  test('the first encrypts, all decrypt', () => {
    const old = seal(ONE, 'geheim', PLACE);
    expect(unseal(BOTH, old, PLACE)).toBe('geheim');
    expect(seal(BOTH, 'geheim', PLACE).keyId).toBe('k2');
  });

  test.each([
    ['', 'there is none'],
    ['k1', 'key 1 must be written as <id>:<base64>'],
    ['k1:c2hvcnQ=', 'key "k1" is not 32 bytes in base64'],
    [`k1:${key(1)},k1:${key(2)}`, 'two keys have the same id'],
    [`k1:${key(1)},:${key(2)}`, 'key 2 must be written as'],
  ])('refuses %j', (text, words) => expect(() => parseSecretKeys(text)).toThrow(words));

  test('names every fault and repeats no key', () => {
    const parse = () => parseSecretKeys('a:c2hvcnQ=,b:c2VjcmV0');
    expect(parse).toThrow('key "a" is not 32 bytes in base64; key "b" is not');
    expect(parse).not.toThrow('c2VjcmV0');
  });
});

describe('sealing', () => {
  test('never gives the same ciphertext twice', () => {
    expect(seal(ONE, 'x', PLACE).ciphertext.equals(seal(ONE, 'x', PLACE).ciphertext)).toBe(false);
  });

  test.each(['', 'ä€😀', 'x'.repeat(5000)])('round trip of %j', (plain) => {
    expect(unseal(ONE, seal(ONE, plain, PLACE), PLACE)).toBe(plain);
  });

  test('opens nowhere but in its own row and column', () => {
    const sealed = seal(ONE, 'geheim', PLACE);
    expect(() => unseal(ONE, sealed, 'sites/b/secret')).toThrow('does not open');
    expect(() => unseal(ONE, sealed, 'sites/a/previous_secret')).toThrow('does not open');
  });

  test('a changed byte anywhere is noticed', () => {
    const { keyId, ciphertext } = seal(ONE, 'geheim', PLACE);
    for (let index = 0; index < ciphertext.length; index += 1) {
      const changed = Buffer.from(ciphertext);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => unseal(ONE, { keyId, ciphertext: changed }, PLACE)).toThrow('does not open');
    }
  });

  test('a short ciphertext and another key id are refused in words', () => {
    const { ciphertext } = seal(ONE, 'geheim', PLACE);
    expect(() => unseal(ONE, { keyId: 'k1', ciphertext: ciphertext.subarray(0, 20) }, PLACE)).toThrow('does not open');
    expect(() => unseal(ONE, { keyId: 'k9', ciphertext }, PLACE)).toThrow('key "k9", which is not among');
    expect(() => unseal(BOTH, { keyId: 'k2', ciphertext }, PLACE)).toThrow('does not open');
  });
});
