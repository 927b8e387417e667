import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RememberedReplies } from '../../src/platform/http/remembered-replies.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

describe('a request sent again under its Idempotency-Key', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  const key = { 'idempotency-key': 'corridor-0001' };
  const add = (visitor: Visitor, facts: object = {}) =>
    visitor.post<{ id: string }>('/api/v1/vendors', { ...vendorFacts, ...facts }, key);

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  it('by somebody else is a request of its own, and theirs to be refused', async () => {
    const first = await add(analyst);
    expect((await add(analyst)).body).toEqual(first.body);
    const other = await add(await assay.api('analyst'));
    expect([other.status, other.body.id === first.body.id]).toEqual([201, false]);
    expect((await add(await assay.api('viewer'))).status).toBe(403);
    expect((await add(assay.stranger)).status).toBe(401);
  });

  it('is done once however many arrive together', async () => {
    const caller = await assay.api('analyst');
    const replies = await Promise.all([add(caller), add(caller), add(caller), add(caller)]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  it('is answered for a week, and after that nothing of the reply is kept', async () => {
    const kept = async () => {
      await assay.app.get(RememberedReplies).forget();
      const [row] = await assay.database.sql<{ replies: number }[]>`
        SELECT count(*) AS replies FROM remembered_reply`;
      return row?.replies;
    };
    assay.clock.advanceDays(6);
    expect(await kept()).toBe(3);
    assay.clock.advanceDays(2);
    expect(await kept()).toBe(0);
  });
});
