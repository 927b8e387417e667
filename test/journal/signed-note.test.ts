import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import {
  checkpointText,
  isSignedBy,
  NotANote,
  noteWithin,
  readCheckpointText,
  readNote,
  signNote,
  verifierKey,
} from '../../src/journal/checkpoints/signed-note.js';

const signer = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (text: Buffer) => sign(null, text, privateKey),
  };
};

describe('a signed note', () => {
  /** The example with which Go’s package for signed notes explains itself. */
  const published = {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    note:
      'If you think cryptography is the answer to your problem,\n' +
      'then you don’t know what your problem is.\n\n'.replace('’', "'") +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  };

  it('is verified as others write it', () => {
    const key = Buffer.from(published.key.split('+').slice(2).join('+'), 'base64').subarray(1);
    expect(verifierKey('PeterNeumann', key)).toBe(published.key);
    expect(isSignedBy(readNote(published.note), key)).toBe(true);
    expect(isSignedBy(readNote(published.note.replace('your', 'my')), key)).toBe(false);
  });

  it('says as a checkpoint what it was given, by each of its signers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const facts = { origin: 'assay.example.org/journal', size, root: Buffer.from(bytes) };
        const [one, two, other] = [signer(), signer(), signer()];
        const note = signNote(checkpointText(facts), facts.origin, [one, two]);
        const read = readNote(note);
        expect(readCheckpointText(read.text)).toEqual(facts);
        expect([one, two, other].map(({ publicKey }) => isSignedBy(read, publicKey))).toEqual([
          true,
          true,
          false,
        ]);
        const changed = readNote(note.replace(`\n${size}\n`, `\n${size + 1}\n`));
        expect(isSignedBy(changed, one.publicKey)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('is found in a letter and in a message, whatever stands around it', () => {
    const words = fc.stringMatching(/^[a-z ,.:]{0,40}$/);
    fc.assert(
      fc.property(fc.nat(), words, words, fc.boolean(), (size, before, after, windows) => {
        const facts = { origin: 'assay.example.org/journal', size, root: Buffer.alloc(32, 7) };
        const note = signNote(checkpointText(facts), facts.origin, [signer()]);
        const letter = `${before}\n\n${note}\n${after}\n`;
        expect(noteWithin(windows ? letter.replaceAll('\n', '\r\n') : letter)).toBe(note);
        expect(noteWithin(JSON.stringify({ data: { note, use: after } }))).toBe(note);
      }),
      { numRuns: 20 },
    );
    for (const none of ['', '{', '{"data":null}', '[]', 'a\n1\nb\n'])
      expect(noteWithin(none)).toBe(none);
  });

  it.each([
    [''],
    ['text without a signature\n'],
    ['text\n\nno dash x08go/ZJkg==\n'],
    ['text\n\n— two words x08go/ZJkg==\n'],
    ['text\n\n— name not*base64\n'],
  ])('is not %j', (text) => expect(() => readNote(text)).toThrow(NotANote));

  it.each([['a\n'], ['a\n-1\nAA==\n'], ['a\n01\nAA==\n'], ['a\n1\nAA==\n'], ['\n1\n\n']])(
    'is no checkpoint where it says %j',
    (text) => expect(() => readCheckpointText(text)).toThrow(NotANote),
  );
});
