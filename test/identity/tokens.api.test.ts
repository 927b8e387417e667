import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

interface Token {
  id: string;
  name: string;
  scopes: string[];
  usedAt?: string;
  revokedAt?: string;
}

const good = { name: 'Export', scopes: ['vendors.read'], days: 30 };

describe('API tokens', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const make = async (
    by: Visitor,
    facts: object = good,
  ): Promise<{ id: string; secret: string }> => {
    const { status, body } = await by.post<{ id: string; secret: string }>('/api/v1/tokens', facts);
    expect(status).toBe(201);
    return body;
  };
  const listOf = async (by: Visitor): Promise<Token[]> =>
    (await by.get<Token[]>('/api/v1/tokens')).body;
  const call = async (secret: string, url = '/api/v1/vendors'): Promise<number> => {
    const headers = { authorization: `Bearer ${secret}` };
    return (await assay.send({ method: 'GET', url, headers })).status;
  };

  it('do what they were made for and nothing else [ASVS 8.2.1]', async () => {
    const { id, secret } = await make(analyst);
    expect(secret).toMatch(/^assay_[\w-]{43}$/);
    expect(await call(secret)).toBe(200);
    expect(await call(secret, '/api/v1/assessments')).toBe(403);
    expect(await call(secret, '/api/v1/tokens')).toBe(403);
    const { usedAt } = (await listOf(analyst)).find((token) => token.id === id) ?? {};
    expect(usedAt).toBe(assay.clock.now().toISOString());
  });

  it('never exceed the role, nor the token they were made with', async () => {
    const refusedScopes = async (by: Visitor, scopes: string[]): Promise<string | undefined> => {
      const { status, body } = await by.post<{ fields: Record<string, string> }>('/api/v1/tokens', {
        ...good,
        scopes,
      });
      expect(status).toBe(422);
      return body.fields['scopes'];
    };
    expect(await refusedScopes(analyst, ['vendors.read', 'users.manage'])).toBe(
      'goes beyond what you may do: users.manage',
    );
    const { secret } = await make(analyst, { ...good, scopes: ['tokens.own'] });
    const narrow = { ...analyst, ...visitorWith(secret) };
    expect(await refusedScopes(narrow, ['vendors.read'])).toContain('vendors.read');
  });

  const visitorWith = (secret: string): Pick<Visitor, 'post'> => ({
    post: (url, body) =>
      assay.send({
        method: 'POST',
        url,
        payload: JSON.stringify(body),
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      }) as Promise<never>,
  });

  it('end when they are revoked, by their owner only [ASVS 8.2.2]', async () => {
    const { id, secret } = await make(analyst);
    for (const role of ['analyst', 'administrator'] as const) {
      const stranger = await assay.api(role);
      expect((await stranger.delete(`/api/v1/tokens/${id}`)).status).toBe(404);
      expect((await listOf(stranger)).map((token) => token.id)).not.toContain(id);
    }
    expect(await call(secret)).toBe(200);
    expect((await analyst.delete(`/api/v1/tokens/${id}`)).status).toBe(204);
    expect(await call(secret)).toBe(401);
    expect((await analyst.delete(`/api/v1/tokens/${id}`)).status).toBe(204);
    expect((await listOf(analyst)).find((token) => token.id === id)?.revokedAt).toBeDefined();
  });

  it('end with their last day', async () => {
    const { secret } = await make(analyst, { ...good, days: 1 });
    assay.clock.advanceDays(1);
    assay.clock.advance(-1);
    expect(await call(secret)).toBe(200);
    assay.clock.advance(1);
    expect(await call(secret)).toBe(401);
  });

  it('are not let in by anything near them', async () => {
    const { secret } = await make(analyst);
    const near = [
      secret.slice(0, -1),
      `${secret}x`,
      secret.toUpperCase(),
      secret.replace('assay_', ''),
      `assay_${'A'.repeat(43)}`,
      ' ',
      'x'.repeat(10_000),
    ];
    for (const one of near) expect(await call(one)).toBe(401);
    const cookie = `assay=${secret}`;
    expect(
      (await assay.send({ method: 'GET', url: '/api/v1/vendors', headers: { cookie } })).status,
    ).toBe(401);
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['scopes', []],
    ['scopes', ['vendors.read', 'vendors.read']],
    ['scopes', ['everything']],
    ['scopes', 'vendors.read'],
    ['days', 0],
    ['days', 367],
    ['days', 1.5],
    ['days', '30'],
    ['userId', '019aaf5e-3c1a-7cc0-9f5c-0f1d2c3b4a59'],
  ])('cannot have %s: %j', async (field, value) => {
    const { status, body } = await analyst.post<{ fields: object }>('/api/v1/tokens', {
      ...good,
      [field]: value,
    });
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });
});
