import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toldOfError } from '../../../src/platform/http/json-log.js';
import { Note, note, openNotes } from '../database/notes.js';

describe('the log of an error', () => {
  let notes: Awaited<ReturnType<typeof openNotes>>;

  beforeAll(async () => {
    notes = await openNotes();
  });
  afterAll(() => notes.close());

  const failed = (work: () => Promise<unknown>) =>
    work().then(
      () => undefined,
      (error: Error) => error,
    ) as Promise<Error>;

  it('holds nothing that stood in the statement or in the row [ASVS 16.2.5]', async () => {
    const { database } = notes;
    const errors = [
      await failed(() => database.sql`SELECT id FROM nowhere WHERE id = ${'planted'}`),
      await failed(() => database.repository(Note).findBy({ nothing: 'planted' } as never)),
      await failed(() =>
        database.transaction(() =>
          database.repository(Note).insert({ ...note('planted'), version: null as never }),
        ),
      ),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      const told = JSON.stringify(toldOfError(error));
      expect(told).not.toContain('planted');
      expect(JSON.parse(told)).toMatchObject({ message: error.message, stack: error.stack });
    }
    expect(JSON.stringify(errors.map((error) => ({ ...error })))).toContain('planted');
  });

  it('keeps what tells why a file could not be opened', () => {
    const error = Object.assign(new Error('no such file'), {
      code: 'ENOENT',
      path: '/x',
      token: 'planted',
    });
    expect(toldOfError(error)).toEqual({
      type: 'Error',
      message: 'no such file',
      stack: error.stack,
      code: 'ENOENT',
      path: '/x',
    });
    expect(toldOfError('thrown as text')).toEqual({ message: 'thrown as text' });
  });
});
