import { expect } from '@jest/globals';
import { Answers, Respondents } from '../../src/assessments/index.js';
import { newId } from '../../src/platform/ids.js';
import { vendorFacts } from '../vendors/examples.js';
import type { TestAssay, Visitor } from '../support/app.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { exception, letter, recordAudit, soc2 } from '../audits/examples.js';
import { askedAbout } from '../incidents/examples.js';
import { confirmed, evidenceOf } from '../offboarding/examples.js';
import { newestSecret } from '../portal/respondent.js';
/** A purge that somebody asked for and that is over. */
export async function purgeRunOf(assay: TestAssay, userId: string): Promise<string> {
  const [id, at] = [newId(), assay.clock.now().toISOString()];
  await assay.database.transaction(
    () => assay.database.sql`
      INSERT INTO purge_run (id, lane, expected, asked_by_id, asked_by, asked_at, finished_at)
      VALUES (${id}, 'one', '{"contacts":1}', ${userId}, 'Ada', ${at}, ${at})`,
  );
  return id;
}

const used = { used: 'yes', versions: '1.82.7', usedFrom: '2026-11-01', reachable: 'yes' };

export interface Written {
  ids: Ids;
  assessmentId: string;
  findingId: string;
  acceptanceId: string;
  auditId: string;
  incidentId: string;
  requestId: string;
}

/** A vendor about which the name of somebody there stands wherever words are written. */
export async function wordsWritten(
  assay: TestAssay,
  staff: Visitor,
  { canary, contact }: { canary: string; contact: object },
): Promise<Written> {
  const words = { reached: `Keys, says ${canary}.`, actions: `${canary} renewed them.` };
  const ids = await prepare(assay, staff);
  const assessmentId = await submitted(assay, staff, ids);
  const judged = await judgeAnswer(staff, `/api/v1/assessments/${assessmentId}`, 'supply.pinned', {
    ...{ judgement: 'partial', evidence: 'assertion', audience: 'internal' },
    comment: `As ${canary} told us.`,
  });
  expect(judged.status).toBeLessThan(300);
  const finding = { vendorId: ids.vendorId, severity: 'high', title: 'Not pinned' };
  const raised = { ...finding, detail: `Said by ${canary}.` };
  const findingId = (await staff.post<{ id: string }>('/api/v1/findings', raised)).body.id;
  const borne = { reason: `${canary} agrees.`, until: '2026-12-20' };
  const wished = await staff.post<{ id: string }>(
    `/api/v1/findings/${findingId}/acceptances`,
    borne,
  );
  const back = {
    message: `Thank you, ${canary}.`,
    dueOn: '2026-12-31',
    questions: [{ questionKey: 'supply.pinned', remark: `Ask ${canary} for the list.` }],
  };
  const path = `/api/v1/assessments/${assessmentId}`;
  const { headers } = await staff.get(path);
  const asked = await staff.post(`${path}/change-requests`, back, {
    'if-match': headers['etag'] ?? '',
  });
  expect([wished.status, asked.status, asked.text]).toEqual([201, 201, asked.text]);
  const auditId = await recordAudit(staff, { notes: `Given by ${canary}.` }, ids.vendorId);
  const said = { ...exception, text: `${canary} kept access.`, response: `${canary} is sorry.` };
  expect((await staff.post(`/api/v1/audits/${auditId}/exceptions`, said)).status).toBe(201);
  const news = { title: 'Poisoned', kind: 'malware', packages: [{ name: 'litellm' }] };
  const incidentId = (await staff.post<{ id: string }>('/api/v1/incidents', news)).body.id;
  const { 'outreach-requests': requestId } = await askedAbout(
    ...([assay, staff, incidentId, ids.vendorId] as const),
  );
  const bearer = { authorization: `Bearer ${await newestSecret(staff, 'incident')}` };
  const answer = { ...used, ...words, ...contact };
  const sent = await assay.stranger.post('/api/v1/incident-answering/answers', answer, bearer);
  expect(sent.status).toBeLessThan(300);
  const note = { words: `${canary} called us.` };
  const noted = await staff.post(`/api/v1/incidents/${incidentId}/timeline`, note);
  expect(noted.status).toBe(201);
  const acceptanceId = wished.body.id;
  return { ids, assessmentId, findingId, acceptanceId, auditId, incidentId, requestId };
}

/** The vendor is back, the incident open again, and a second person stands in what is written from then on. */
export async function writtenAgain(
  assay: TestAssay,
  staff: Visitor,
  { ids, assessmentId, findingId, acceptanceId, auditId, incidentId, requestId }: Written,
  name: string,
): Promise<void> {
  const say = async (verb: 'put' | 'post', path: string, facts: object, from?: string) => {
    const { headers } = await staff.get(from ?? path);
    const said = await staff[verb]<{ id: string }>(path, facts, {
      'if-match': headers['etag'] ?? '*',
    });
    if (said.status >= 300) throw new Error(`${path}: ${said.text}`);
    return said.body;
  };
  const incident = `/api/v1/incidents/${incidentId}`;
  await say('post', `${incident}/reopening`, { reason: `${name} asked.` }, incident);
  await say('post', `${incident}/timeline`, { words: `${name} called us.` });
  const [statement] = (await staff.get<{ id: string }[]>(`${incident}/statements`)).body;
  const withdrawn = { reason: `${name} took it back.` };
  await say('post', `/api/v1/statements/${statement?.id}/withdrawal`, withdrawn);
  const contact = await say('post', `/api/v1/vendors/${ids.vendorId}/contacts`, {
    ...{ name, email: 'sybil@sequel.example' },
  });
  const contactId = contact.id;
  const request = `/api/v1/outreach-requests/${requestId}`;
  await say('post', `${request}/letters`, { contactId }, request);
  const finding = `/api/v1/findings/${findingId}`;
  const { body: found } = await staff.get<Record<string, unknown>>(finding);
  const { title, severity, ownerId } = found;
  const dueOn = assay.clock.today();
  await say('put', finding, { title, severity, ownerId, dueOn, detail: `Says ${name}.` });
  const approver = await assay.api('approver');
  const refused = { reason: `${name} disagrees.` };
  const settled = await approver.post(`/api/v1/acceptances/${acceptanceId}/refusal`, refused);
  if (settled.status >= 300) throw new Error(settled.text);
  const audit = `/api/v1/audits/${auditId}`;
  await say('put', audit, { ...soc2, notes: `Sent by ${name}.` });
  await say('post', `${audit}/exceptions`, { ...exception, text: `${name} kept a key.` });
  await say('post', `${audit}/bridge-letters`, { ...letter, signedBy: name });
  await say('post', `/api/v1/assessments/${assessmentId}/invitations`, { contactId });
  const scope = await assay.app.get(Respondents).peek(await newestSecret(staff));
  if (!scope) throw new Error('The link does not open anything.');
  const draft = { value: 'yes', comment: `Ask ${name}.` };
  await assay.app.get(Answers).saveAll(scope, [{ key: 'supply.pinned', draft }]);
  const vendor = `/api/v1/vendors/${ids.vendorId}`;
  const { id: leavingId } = await say('post', `${vendor}/offboarding`, {});
  const offboarding = `/api/v1/offboardings/${leavingId}`;
  const evidenceIds = [await evidenceOf(assay, staff, ids.vendorId)];
  const confirming = { ...confirmed, confirmedBy: name, note: `Asked ${name}.`, evidenceIds };
  await say('put', `${offboarding}/steps/data`, confirming, offboarding);
  await say('put', vendor, { ...vendorFacts, status: 'active' });
  await assay.settle();
  const reason = { reason: `${name} is done.` };
  await say('post', `${incident}/closing`, reason, incident);
}
