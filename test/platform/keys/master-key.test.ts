import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  declaredSeals,
  KeyRefused,
  MasterKey,
  seal,
  SealBroken,
} from '../../../src/platform/keys/index.js';

const letter = seal('letter', { table: 'letter', id: 'id', columns: ['sealed_body'] });
const blob = seal('blob', 'blobs');

describe('the master key', () => {
  let place: string;
  let folder: string;
  const file = () => join(folder, 'master.key');

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'assay-keys-'));
    folder = join(place, 'keys');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('is made at the first start, for the owner of the process only', () => {
    MasterKey.in(folder, true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(file()).size).toBe(32);
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('stays the same at the next start', () => {
    const sealed = MasterKey.in(folder, true).seal(letter, '1', 'a link');
    expect(MasterKey.in(folder, true).open(letter, '1', sealed)).toBe('a link');
  });

  it('goes on after a start that broke off while making it', () => {
    MasterKey.in(folder, true);
    rmSync(file());
    writeFileSync(`${file()}.new`, 'half');
    expect(() => MasterKey.in(folder, true)).not.toThrow();
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('is not made anew where something was sealed with a lost one', () => {
    expect(() => MasterKey.in(folder, false)).toThrow(KeyRefused);
    expect(() => MasterKey.in(folder, false)).toThrow(/missing.*backup/);
  });

  it.each([31, 33, 0])('refuses to start with a key of %i bytes', (size) => {
    MasterKey.in(folder, true);
    writeFileSync(file(), Buffer.alloc(size));
    expect(() => MasterKey.in(folder, true)).toThrow(new RegExp(`has ${size} bytes instead of 32`));
  });

  it.each([0o640, 0o604, 0o660])('[ASVS 13.3.2] refuses to start with mode %o', (mode) => {
    MasterKey.in(folder, true);
    chmodSync(file(), mode);
    expect(() => MasterKey.in(folder, true)).toThrow(/open to other accounts.*chmod 600/);
  });

  it('refuses a folder that others may enter', () => {
    MasterKey.in(folder, true);
    chmodSync(folder, 0o755);
    expect(() => MasterKey.in(folder, true)).toThrow(/chmod 700/);
  });

  it('does not show itself', () => {
    const key = MasterKey.in(folder, true);
    key.seal(letter, '1', 'x');
    const bytes = readFileSync(file());
    const shown = inspect(key, { showHidden: true, depth: 9 }) + JSON.stringify(key);
    expect(shown).not.toContain(bytes.toString('hex').slice(0, 8));
    expect(shown).not.toMatch(/Buffer|derived/);
  });
});

describe('sealing', () => {
  const key = new MasterKey(Buffer.alloc(32, 7));

  it('gives back any text, never the same sealed text twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(letter, blob),
        fc.string(),
        (text, purpose, id) => {
          const sealed = key.seal(purpose, id, text);
          expect(key.open(purpose, id, sealed)).toBe(text);
          expect(key.seal(purpose, id, text)).not.toBe(sealed);
        },
      ),
    );
  });

  it('[ASVS 11.3.2] refuses every changed character', () => {
    const sealed = key.seal(letter, '1', 'https://assay.example/a/secret');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(() => key.open(letter, '1', changed)).toThrow(SealBroken);
    }
  });

  it.each(['', 'v1.', 'v1', 'v2.AAAA', 'v1.AAAA', 'v1.%%%%', 'plain text'])(
    'refuses %j',
    (text) => {
      expect(() => key.open(letter, '1', text)).toThrow(SealBroken);
    },
  );

  it('binds what is sealed to its purpose, its id and its key', () => {
    const sealed = key.seal(letter, '1', 'text');
    const another = new MasterKey(Buffer.alloc(32, 8));
    expect(() => key.open(letter, '2', sealed)).toThrow(SealBroken);
    expect(() => key.open(blob, '1', sealed)).toThrow(SealBroken);
    expect(() => another.open(letter, '1', sealed)).toThrow(SealBroken);
    expect(() => key.open(letter, '1', `${sealed}.x`)).toThrow(SealBroken);
  });
});

describe('a master key that is being changed', () => {
  const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const before = new MasterKey(old);
  const during = new MasterKey(next, old);
  const after = new MasterKey(next);

  it('opens what either key sealed, and seals with the new one', () => {
    expect(during.open(letter, '1', before.seal(letter, '1', 'text'))).toBe('text');
    expect(during.open(letter, '1', after.seal(letter, '1', 'text'))).toBe('text');
    expect(after.open(letter, '1', during.seal(letter, '1', 'text'))).toBe('text');
    expect(() => before.open(letter, '1', during.seal(letter, '1', 'text'))).toThrow(SealBroken);
  });

  it('seals anew what the old key sealed, once, for the same purpose and id', () => {
    const anew = during.reseal(letter, '1', before.seal(letter, '1', 'text')) ?? '';
    expect(after.open(letter, '1', anew)).toBe('text');
    expect(during.reseal(letter, '1', anew)).toBeUndefined();
    expect(() => during.reseal(letter, '2', anew)).toThrow(SealBroken);
    expect(() => during.reseal(blob, '1', before.seal(letter, '1', 'text'))).toThrow(SealBroken);
    const strangers = new MasterKey(Buffer.alloc(32, 3)).seal(letter, '1', 'text');
    expect(() => during.reseal(letter, '1', strangers)).toThrow(SealBroken);
  });

  it('has a name for each key that is always the same and tells nothing', () => {
    expect(during.names).toEqual({ newest: after.names.newest, former: before.names.newest });
    expect(after.names.former).toBeUndefined();
    expect(before.names.newest).toMatch(/^[0-9a-f]{16}$/);
    expect(before.names.newest).not.toBe(old.toString('hex', 0, 8));
  });
});

describe('declaring what is sealed', () => {
  it('takes each purpose once, with its place', () => {
    expect(declaredSeals().map(({ name }) => name)).toEqual(['blob', 'letter']);
    expect(() => seal('letter', 'blobs')).toThrow('declared twice');
    expect(declaredSeals()).toHaveLength(2);
  });

  it.each(['letter; DROP TABLE letter', 'letter"', 'Letter', ''])(
    'takes no column named %j',
    (word) => {
      expect(() => seal('x', { table: word, id: 'id', columns: ['a'] })).toThrow('cannot be');
      expect(() => seal('x', { table: 'a', id: word, columns: ['a'] })).toThrow('cannot be');
      expect(() => seal('x', { table: 'a', id: 'id', columns: ['a', word] })).toThrow('cannot be');
    },
  );
});
