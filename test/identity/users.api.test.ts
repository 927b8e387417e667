import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { addPerson } from './people.js';

interface Person {
  id: string;
  name: string;
  email: string;
  role: string;
  disabled: boolean;
  hasPassword: boolean;
  version: number;
}

describe('people', () => {
  let assay: TestAssay;
  let administrator: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    administrator = await assay.api();
  });
  afterAll(() => assay.close());

  const read = async (id: string): Promise<Person> =>
    (await administrator.get<Person>(`/api/v1/users/${id}`)).body;
  const facts = { name: 'Changed', role: 'analyst', disabled: false };
  const change = (id: string, what: object, version = 1) =>
    administrator.put<{ fields?: object }>(
      `/api/v1/users/${id}`,
      { ...facts, ...what },
      { 'if-match': `"${version}"` },
    );

  it('are added with a link and without a password, and listed by name, page by page', async () => {
    const { id, email } = await addPerson(administrator, 'viewer');
    const person = await read(id);
    const expected = { email, role: 'viewer', disabled: false, hasPassword: false, version: 1 };
    expect(person).toMatchObject(expected);
    for (let at = 0; at < 3; at += 1) await addPerson(administrator);
    const names: string[] = [];
    let next: string | undefined = '/api/v1/users?size=2';
    while (next) {
      const page: Reply<Person[]> = await administrator.get(next);
      names.push(...page.body.map(({ name }) => name));
      next = /<([^>]+)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1];
    }
    expect(names.length).toBeGreaterThanOrEqual(5);
    expect(names).toEqual(names.toSorted());
  });

  it('have an e-mail address each, however it is written and even at the same time', async () => {
    const add = (email: string) =>
      administrator.post<{ fields: object }>('/api/v1/users', {
        name: 'One',
        email,
        role: 'viewer',
      });
    const replies = await Promise.all([add('same@buyer.example'), add('SAME@buyer.example')]);
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(201);
    expect([409, 422]).toContain(statuses[1]);
    const again = await add('Same@Buyer.example');
    expect(again.status).toBe(422);
    expect(again.body.fields).toEqual({ email: 'belongs to somebody who is here already' });
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['name', ['a']],
    ['name', 'lone \ud800'],
    ['email', 'nobody'],
    ['email', `${'x'.repeat(250)}@buyer.example`],
    ['email', { $ne: '' }],
    ['role', 'owner'],
    ['role', ['administrator']],
    ['role', '__proto__'],
    ['passwordHash', 'x'],
    ['id', newId()],
    ['disabledAt', null],
  ])('cannot have %s: %j', async (field, value) => {
    const good = { name: 'Good', email: `${newId()}@buyer.example`, role: 'viewer' };
    const { status, body } = await administrator.post<{ fields: object }>('/api/v1/users', {
      ...good,
      [field]: value,
    });
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  it('are changed from the version that was read', async () => {
    const { id } = await addPerson(administrator);
    expect((await administrator.put(`/api/v1/users/${id}`, facts)).status).toBe(428);
    expect((await change(id, { name: 'First' })).status).toBe(204);
    expect((await change(id, { name: 'Second' })).status).toBe(412);
    expect(await read(id)).toMatchObject({ name: 'First', version: 2 });
    expect((await change(newId(), {})).status).toBe(404);
    expect((await change(id, { disabled: 'yes' }, 2)).body.fields).toHaveProperty('disabled');
    expect((await change(id, { email: 'other@buyer.example' }, 2)).status).toBe(422);
  });

  it('cannot use their tokens from the moment their access ends until it is given back', async () => {
    const person = await assay.api('analyst');
    expect((await person.get('/api/v1/vendors')).status).toBe(200);
    expect((await change(person.userId, { disabled: true })).status).toBe(204);
    expect((await person.get('/api/v1/vendors')).status).toBe(401);
    expect((await change(person.userId, { disabled: false }, 2)).status).toBe(204);
    expect((await person.get('/api/v1/vendors')).status).toBe(200);
  });

  it('with another role can do no more than it allows, through tokens made before [ASVS 8.3.2]', async () => {
    const person = await assay.api('analyst');
    const vendor = { name: 'Lumen', status: 'prospective' };
    expect((await person.post('/api/v1/vendors', vendor)).status).toBe(201);
    await change(person.userId, { role: 'viewer' });
    expect((await person.post('/api/v1/vendors', vendor)).status).toBe(403);
    const { body } = await person.get<{ role: string; permissions: string[] }>('/api/v1/me');
    expect(body.role).toBe('viewer');
    expect(body.permissions).not.toContain('vendors.write');
    expect(body.permissions).toContain('vendors.read');
  });

  it('say in the journal who changed them and what, and nothing secret', async () => {
    const { id, token } = await addPerson(administrator);
    await change(id, { role: 'approver' });
    const url = `/api/v1/journal?subjectKind=user&subjectId=${id}`;
    const { text, body } = await administrator.get<{ action: string }[]>(url);
    expect(body.map(({ action }) => action).sort()).toEqual([
      'password_link.made',
      'user.added',
      'user.changed',
    ]);
    expect(text).toContain('approver');
    expect(text).not.toContain(token);
  });

  it.each(['/api/v1/users', '/api/v1/tokens', '/api/v1/users/:id/password-links'])(
    'cannot use an Idempotency-Key where a secret is answered: %s',
    async (path) => {
      const { id } = await addPerson(administrator);
      const { status, body } = await administrator.post<{ fields: object }>(
        path.replace(':id', id),
        {},
        { 'idempotency-key': 'once-and-only-once' },
      );
      expect(status).toBe(422);
      expect(Object.keys(body.fields)).toEqual(['Idempotency-Key']);
    },
  );
});

describe('the last administrator', () => {
  it.each([
    ['demoted', { role: 'analyst', disabled: false }],
    ['disabled', { role: 'administrator', disabled: true }],
  ])('cannot be %s, by nobody and not by two at once', async (_, less) => {
    const assay = await startAssay();
    try {
      const one = await assay.api();
      const change = (by: Visitor, { userId }: Visitor) => {
        const facts = { name: 'Changed', ...less };
        return by.put<{ detail: string }>(`/api/v1/users/${userId}`, facts, { 'if-match': '"1"' });
      };
      const alone = await change(one, one);
      expect(alone.status).toBe(409);
      expect(alone.body.detail).toBe(
        'This is the last administrator. Make somebody else one first.',
      );
      const other = await assay.api();
      const replies = await Promise.all([
        change(one, other),
        change(other, one),
        change(one, one),
        change(other, other),
      ]);
      const statuses = replies.map(({ status }) => status);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(statuses.filter((status) => ![204, 401, 403, 409, 412].includes(status))).toEqual([]);
      const left = await assay.database.sql`
        SELECT id FROM app_user WHERE role = 'administrator' AND disabled_at IS NULL`;
      expect(left).toHaveLength(1);
    } finally {
      await assay.close();
    }
  });
});
