import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draft, prepare, submitted } from '../assessments/trip.js';
import { sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { carried, type Made } from './desk.js';
import { Receiver } from './receiver.js';

describe('what webhooks are told', () => {
  let receiver: Receiver;
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    receiver = await Receiver.start();
    assay = await startAssay({ ASSAY_OUTBOUND_HOSTS: receiver.allowed });
    staff = await assay.api();
    const kinds = await staff.get<{ kind: string }[]>('/api/v1/webhook-kinds');
    const all = { name: 'All', url: receiver.url, kinds: kinds.body.map(({ kind }) => kind) };
    await staff.post('/api/v1/webhooks', all);
  });
  afterAll(async () => {
    await assay.close();
    await receiver.stop();
  });

  const told = async () => {
    await assay.settle();
    await carried(assay);
    return receiver.received
      .splice(0)
      .map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, string> })
      .sort((a, b) => (a.type < b.type ? -1 : 1));
  };

  it('is the main trip: submitted, scored, decided', async () => {
    const assessmentId = await submitted(assay, staff, await prepare(assay, staff));
    expect(await told()).toMatchObject([
      { type: 'assessment.scored', data: { assessmentId } },
      { type: 'assessment.submitted', data: { assessmentId } },
    ]);
    const made = await staff.post<Made>(`/api/v1/assessments/${assessmentId}/decision`, {
      outcome: 'rejected',
      reason: 'Its answers do not hold.',
    });
    expect(made.status).toBe(201);
    expect(await told()).toMatchObject([
      { type: 'assessment.decided', data: { assessmentId, decisionId: made.body.id } },
    ]);
  });

  it('is that evidence came, and that an auditor was put in doubt', async () => {
    const { vendorId } = await prepare(assay, staff);
    const evidence = await sendForm(
      { assay, headers: staff.headers },
      `/api/v1/vendors/${vendorId}/evidence`,
      { title: 'Penetration test' },
      { name: 'test.txt', content: textOf(100) },
    );
    expect(await told()).toMatchObject([
      { type: 'evidence.received', data: { vendorId, evidenceId: evidence.body.id } },
    ]);
    const { body } = await staff.post<Made>('/api/v1/auditors', { kind: 'firm', name: 'Stamp' });
    await staff.post(
      `/api/v1/auditors/${body.id}/doubt`,
      { reason: 'Reports of one text.' },
      { 'if-match': '"1"' },
    );
    expect(await told()).toMatchObject([{ type: 'auditor.doubted', data: { auditorId: body.id } }]);
  });

  it('is nothing about a draft', async () => {
    await draft(staff, await prepare(assay, staff));
    expect(await told()).toEqual([]);
  });

  it('is never a text that somebody wrote, in body or header, however long or hostile', async () => {
    const attack = `"}\r\nX-Injected: 1\r\n\r\n{"type":"\u2028</script>${'W'.repeat(100)}`;
    const line = attack.replace(/[\r\n\u2028]/g, ' ');
    const { status, body: incident } = await staff.post<Made>('/api/v1/incidents', {
      ...{ title: line, kind: 'breach', summary: attack, packages: [{ name: line }] },
    });
    expect(status).toBe(201);
    await assay.settle();
    await carried(assay);
    const messages = receiver.received.splice(0);
    expect(messages.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toContain(
      'incident.opened',
    );
    for (const { headers, body } of messages) {
      const { type, timestamp, data } = JSON.parse(body) as Record<string, unknown>;
      expect(body).toBe(JSON.stringify({ type, timestamp, data }));
      expect(data).toEqual({ incidentId: incident.id });
      expect(body.length).toBeLessThan(200);
      expect(Object.keys(headers).filter((name) => /inject/i.test(name))).toEqual([]);
      expect(JSON.stringify(headers)).not.toContain('WWWW');
      expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    }
  });
});
