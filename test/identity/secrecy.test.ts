import { expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { SetUp } from '../../src/identity/index.js';
import { startAssay } from '../support/app.js';
import { addPerson, goodPassword, postForm, sessionOf, signIn, tokenOf } from './people.js';

it('passwords, links, sessions and tokens stand in no table, no journal entry and no log', async () => {
  const assay = await startAssay();
  const logged: string[] = [];
  const note = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  assay.app.useLogger({ log: note, error: note, warn: note, debug: note });
  try {
    const setUp = tokenOf((await assay.app.get(SetUp).setUpLink()) ?? '');
    const first = {
      organisation: 'Buyer',
      name: 'Ada',
      email: 'ada@buyer.example',
      password: goodPassword,
    };
    const done = await postForm(assay, '/set-up', { token: setUp, ...first });
    const administrator = await assay.api();
    const person = await addPerson(administrator);
    await assay.send({ method: 'GET', url: `/password?token=${person.token}` });
    const chosen = 'chosen through a link';
    await postForm(assay, '/password', { token: person.token, password: chosen });
    const link = await administrator.post<{ link: string }>(
      `/api/v1/users/${person.id}/password-links`,
    );
    await signIn(assay, person, 'a mistyped secret');
    const entered = await signIn(assay, person, chosen);
    const cookie = sessionOf(entered) ?? '';
    const later = 'changed a little later';
    const fields = { current: chosen, password: later };
    const changed = await postForm(assay, '/account/password', fields, { headers: { cookie } });
    const secrets = [
      setUp,
      goodPassword,
      person.token,
      chosen,
      tokenOf(link.body.link),
      'a mistyped secret',
      later,
      ...[done, entered, changed].map((reply) => (sessionOf(reply) ?? '').replace('assay=', '')),
      (administrator.headers['authorization'] ?? '').replace('Bearer ', ''),
    ];
    const stored: string[] = [];
    for (const { target } of getMetadataArgsStorage().tables) {
      const rows = assay.database.repository(target).createQueryBuilder('row');
      stored.push(JSON.stringify(await rows.getRawMany()));
    }
    const everything = [...stored, ...logged].join('\n');
    expect(everything).toContain(person.id);
    expect(everything).toContain('$argon2id$');
    expect(logged.join('')).toContain('"/password"');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(15);
      expect(everything.includes(secret)).toBe(false);
    }
  } finally {
    await assay.close();
  }
});
