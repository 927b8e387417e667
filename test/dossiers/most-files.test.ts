import { expect, it } from '@jest/globals';
import { mostFiles, refuseTooMany } from '../../src/dossiers/contents/parts/most-files.js';

it('a dossier is not made of more files than are verified, which is said with what helps', () => {
  expect(() => refuseTooMany('portfolio', mostFiles)).not.toThrow();
  expect(() => refuseTooMany('portfolio', 123_456)).toThrow(
    'It would hold 123,456 files, and a dossier holds 99,900 at most. Choose a shorter period, or a profile without files of evidence.',
  );
  expect(() => refuseTooMany('incident', 123_456)).toThrow('Choose a profile without');
});
