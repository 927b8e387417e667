import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readOnly } from '../../src/identity/permissions.js';
import { Tokens } from '../../src/identity/tokens.service.js';
import { draft, prepare, secretsInLetters, send, submitted } from '../assessments/trip.js';
import { lookedAt } from '../assessments/judge-answer.js';
import { newestSecret } from '../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { everything } from '../support/everything.js';

type Role = 'analyst' | 'approver';

interface Act {
  method: 'post' | 'put' | 'delete';
  path: string;
  body?: object;
  /** Who may, beside administrators. */
  by: Role;
}

const why = 'Only test prompts go through it until March, and no data of ours at all.';

describe('every act of a review and of a finding [ASVS 8.2.1] [ASVS 8.2.2]', () => {
  let assay: TestAssay;
  let acts: Act[];
  const people = new Map<string, Visitor>();
  const links = new Map<string, Record<string, string>>();
  let foreign: string[];

  beforeAll(async () => {
    assay = await startAssay();
    const staff = await assay.api();
    for (const role of ['viewer', 'analyst', 'approver'] as const) {
      people.set(role, await assay.api(role));
    }
    const { userId } = staff;
    const may = new Set(readOnly);
    const me = { kind: 'user', id: userId, name: 'Ada', userId, role: 'administrator' } as const;
    const { secret } = await assay.app
      .get(Tokens)
      .create({ ...me, may }, { name: 'looks only', scopes: [...may], days: 30 });
    links.set('a token that may only look', { authorization: `Bearer ${secret}` });

    const ids = await prepare(assay, staff);
    const assessment = await submitted(assay, staff, ids);
    const raise = async () => {
      const facts = { vendorId: ids.vendorId, title: 'Builds take any version', severity: 'high' };
      return (await staff.post<{ id: string }>('/api/v1/findings', facts)).body.id;
    };
    const [finding, other] = [await raise(), await raise()];
    const asked = { reason: why, until: '2027-03-31' };
    const { body: acceptance } = await staff.post<{ id: string }>(
      `/api/v1/findings/${finding}/acceptances`,
      asked,
    );
    const requests = `/api/v1/vendors/${ids.vendorId}/remediation-requests`;
    const { body: request } = await staff.post<{ id: string }>(requests, {
      contactId: ids.contactId,
      findingIds: [finding],
    });

    const elsewhere = await prepare(assay, staff);
    const open = await draft(staff, elsewhere);
    await send(staff, open);
    const [answering = ''] = await secretsInLetters(assay, open);
    links.set('a respondent of another vendor', { authorization: `Bearer ${answering}` });
    const facts = { vendorId: elsewhere.vendorId, title: 'Another gap', severity: 'low' };
    const { body: theirs } = await staff.post<{ id: string }>('/api/v1/findings', facts);
    const about = { contactId: elsewhere.contactId, findingIds: [theirs.id] };
    await staff.post(`/api/v1/vendors/${elsewhere.vendorId}/remediation-requests`, about);
    const remedy = await newestSecret(staff, 'remediation');
    links.set('a remediation link of another vendor', { authorization: `Bearer ${remedy}` });
    foreign = [finding, other];

    const a = `/api/v1/assessments/${assessment}`;
    const f = `/api/v1/findings/${finding}`;
    const submissionId = await lookedAt(staff, a);
    const judged = { judgement: 'meets', evidence: 'document', submissionId };
    const questions = [{ questionKey: 'supply.patching', remark: 'Since when?' }];
    const act = (by: Role, method: Act['method'], path: string, body?: object): Act => ({
      ...{ method, path, by },
      ...(body ? { body } : {}),
    });
    acts = [
      act('analyst', 'put', `${a}/reviews/supply.patching`, judged),
      act('analyst', 'post', `${a}/section-reviews`, { section: 'tools', ...judged }),
      act('analyst', 'put', `${a}/send-backs/supply.patching`, { remark: 'Since when?' }),
      act('analyst', 'delete', `${a}/send-backs/supply.patching`),
      act('analyst', 'post', `${a}/change-requests`, { questions }),
      act('analyst', 'post', `${a}/findings`, { questionKey: 'supply.patching' }),
      act('analyst', 'post', '/api/v1/findings', { ...facts, vendorId: ids.vendorId }),
      act('analyst', 'put', f, { ...facts, ownerId: userId, dueOn: '2027-01-31' }),
      act('analyst', 'put', `${f}/plan`, { plan: 'Pin all.', plannedFor: '2027-01-15' }),
      act('analyst', 'post', `${f}/resolution`, { resolution: 'Done.' }),
      act('analyst', 'post', `${f}/verification`, { verification: 'Seen.' }),
      act('analyst', 'post', `${f}/reopening`, { reason: 'It is not.' }),
      act('analyst', 'post', `${f}/acceptances`, asked),
      act('analyst', 'post', `/api/v1/acceptances/${acceptance.id}/withdrawal`),
      act('analyst', 'post', requests, { contactId: ids.contactId, findingIds: [other] }),
      act('analyst', 'delete', `/api/v1/remediation-requests/${request.id}`),
      act('approver', 'post', `/api/v1/acceptances/${acceptance.id}/approval`),
      act('approver', 'post', `/api/v1/acceptances/${acceptance.id}/refusal`, { reason: 'No.' }),
      act('approver', 'post', `/api/v1/acceptances/${acceptance.id}/end`, { reason: 'No.' }),
      act('approver', 'post', `${a}/decision`, { outcome: 'rejected', reason: 'Too little.' }),
      act('approver', 'post', `${a}/overrides`, {
        ...{ band: 'very_high', reason: why, until: '2027-03-31' },
      }),
      act('approver', 'post', `${a}/overrides/ending`, { reason: 'Over.' }),
    ];
    await assay.settle();
  });
  afterAll(() => assay.close());

  const attempt = (visitor: Visitor, { method, path, body }: Act, headers = {}): Promise<Reply> => {
    const all = { 'if-match': '"1"', ...headers };
    return method === 'delete' ? visitor.delete(path, all) : visitor[method](path, body, all);
  };

  it('is refused to every role that may not, and changes nothing', async () => {
    const before = await everything(assay);
    for (const act of acts) {
      for (const [role, visitor] of people) {
        if (role === act.by) continue;
        const { status } = await attempt(visitor, act);
        expect([role, act.method, act.path, status]).toEqual([role, act.method, act.path, 403]);
      }
    }
    await assay.settle();
    expect(await everything(assay)).toEqual(before);
  });

  it('is refused to a token that may only look, and to links of the portal', async () => {
    const before = await everything(assay);
    for (const act of acts) {
      for (const [who, headers] of links) {
        const { status } = await attempt(assay.stranger, act, headers);
        const wanted = who.startsWith('a token') ? 403 : 401;
        expect([who, act.path, status]).toEqual([who, act.path, wanted]);
      }
    }
    await assay.settle();
    expect(await everything(assay)).toEqual(before);
  });

  it('by a remediation link is about the findings of that link only', async () => {
    const before = await everything(assay);
    const headers = links.get('a remediation link of another vendor') ?? {};
    const at = '/api/v1/remediation/findings';
    for (const id of foreign) {
      const plan = { plan: 'Pin all.', plannedFor: '2027-01-15' };
      const replies = [
        await assay.stranger.get(`${at}/${id}`, headers),
        await assay.stranger.put(`${at}/${id}/plan`, plan, { 'if-match': '"1"', ...headers }),
        await assay.stranger.post(
          `${at}/${id}/resolution`,
          { resolution: 'Done.' },
          { 'if-match': '"1"', ...headers },
        ),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    expect(await everything(assay)).toEqual(before);
  });
});
