import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit, Auditor } from '../../src/audits/index.js';
import { Assessment } from '../../src/assessments/index.js';
import { Evidence, EvidenceLink } from '../../src/evidence/index.js';
import type { FiringLine, ObligationLine } from '../../src/obligations/index.js';
import { DoubtedTrigger } from '../../src/obligations/triggers/doubted.service.js';
import { Triggers } from '../../src/obligations/triggers/triggers.service.js';
import { Sweep } from '../../src/obligations/sweep.service.js';
import { JournalQueries } from '../../src/journal/index.js';
import { addDays } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { Vendor } from '../../src/vendors/index.js';
import {
  answerAll,
  draft,
  prepare,
  secretsInLetters,
  send,
  type Ids,
} from '../assessments/trip.js';
import type { AnswerValue } from '../../src/questionnaires/index.js';
import { unescaped } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

describe('rules that have a reassessment drafted', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    ids = await prepare(assay, analyst);
  });

  const sweep = async () => {
    await assay.app.get(Sweep).sweep({ day: assay.clock.today() });
    await assay.settle();
  };
  const answer = async (otherwise: Record<string, AnswerValue | null> = {}): Promise<string> => {
    const id = await draft(analyst, ids, { dueOn: addDays(assay.clock.today(), 14) });
    await send(analyst, id);
    const [secret = ''] = await secretsInLetters(assay, id);
    await answerAll(assay, secret, otherwise);
    await assay.settle();
    return id;
  };
  const decide = async (id: string, validUntil = '2027-11-23') => {
    const body = { outcome: 'approved', reason: 'It will do.', validUntil };
    expect((await approver.post(`/api/v1/assessments/${id}/decision`, body)).status).toBe(201);
  };
  const firings = async (): Promise<FiringLine[]> =>
    (await analyst.get<FiringLine[]>(`/api/v1/trigger-firings?vendorId=${ids.vendorId}`)).body;
  const drafts = () =>
    assay.database.repository(Assessment).findBy({ vendorId: ids.vendorId, state: 'draft' });
  const expiring = async (
    assessmentId: string,
    dates: Partial<Pick<Evidence, 'kind' | 'issuedOn' | 'expiresOn'>>,
    kind = 'answer',
  ) => {
    const id = newId();
    const by = { kind: 'user', id: analyst.userId, name: 'Ada' } as const;
    const given = {
      givenByKind: by.kind,
      givenById: by.id,
      givenBy: by.name,
      givenAt: assay.clock.now(),
    };
    await assay.database.transaction(async () => {
      await assay.database.repository(Evidence).insert({
        id,
        vendorId: ids.vendorId,
        kind: 'other',
        title: 'SOC 2 report',
        ...dates,
        revisions: 1,
        ...given,
        version: 1,
      });
      await assay.database.repository(EvidenceLink).insert({
        id: newId(),
        evidenceId: id,
        subjectKind: kind,
        subjectId: assessmentId,
        part: 'tools.list',
        linkedByKind: by.kind,
        linkedById: by.id,
        linkedBy: by.name,
        linkedAt: assay.clock.now(),
      });
    });
    return id;
  };

  it('expired evidence: drafts once, from the last assessment, with the cause in the journal', async () => {
    const last = await answer();
    await decide(last);
    const evidenceId = await expiring(last, { expiresOn: '2026-12-04' });
    assay.clock.set('2026-12-04T09:00:00Z');
    await sweep();
    expect(await firings()).toEqual([]);
    assay.clock.set('2026-12-05T09:00:00Z');
    await sweep();
    await sweep();
    expect(await firings()).toMatchObject([
      {
        rule: 'evidence_expired',
        outcome: 'drafted',
        engagementId: ids.engagementId,
        sentence: 'the evidence “SOC 2 report” expired on 4 Dec 2026',
        dueOn: '2026-12-26',
      },
    ]);
    const [drafted, ...others] = await drafts();
    expect(others).toEqual([]);
    expect(drafted).toMatchObject({
      contactId: ids.contactId,
      engagementId: ids.engagementId,
      ownerId: analyst.userId,
      dueOn: '2026-12-26',
      cause: 'evidence_expired',
      causeKind: 'evidence',
      causeId: evidenceId,
      sentAt: null,
    });
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [drafted?.id ?? ''] });
    expect(items).toMatchObject([
      {
        action: 'assessment.drafted',
        actor: { kind: 'system' },
        after: {
          cause: 'evidence_expired',
          causeSentence: expect.stringContaining('SOC 2 report') as unknown,
        },
      },
    ]);
    const toSend = `/api/v1/obligations?vendorId=${ids.vendorId}&kind=drafted_reassessment`;
    expect((await analyst.get<ObligationLine[]>(toSend)).body).toMatchObject([
      { subjectId: drafted?.id, ownerId: analyst.userId, dueOn: '2026-12-12' },
    ]);
    await analyst.post(`/api/v1/assessments/${drafted?.id}/revocation`, { reason: 'Not needed.' });
    await sweep();
    expect((await analyst.get<ObligationLine[]>(toSend)).body).toEqual([]);
    expect(await drafts()).toEqual([]);
  });

  it('evidence that is too old for its kind, once, and again when what came after it is', async () => {
    const last = await answer();
    await decide(last);
    const id = await expiring(last, { kind: 'sbom', issuedOn: '2026-09-01' });
    assay.clock.set('2026-11-30T09:00:00Z');
    await sweep();
    expect(await firings()).toEqual([]);
    assay.clock.set('2026-12-01T09:00:00Z');
    await sweep();
    await sweep();
    expect(await firings()).toMatchObject([
      {
        rule: 'evidence_expired',
        sentence: 'the evidence “SOC 2 report” was fresh until 30 Nov 2026',
      },
    ]);
    await assay.database.transaction(() =>
      assay.database.repository(Evidence).update({ id }, { issuedOn: '2026-09-10' }),
    );
    assay.clock.set('2026-12-10T09:00:00Z');
    await sweep();
    expect(await firings()).toHaveLength(2);
  });

  it('a decision that is about to end', async () => {
    await decide(await answer(), '2027-02-01');
    assay.clock.set('2026-12-02T09:00:00Z');
    await sweep();
    expect(await firings()).toEqual([]);
    assay.clock.set('2026-12-03T09:00:00Z');
    await sweep();
    expect(await firings()).toMatchObject([{ rule: 'decision_expiring', outcome: 'drafted' }]);
  });

  const toolsWith = (...names: string[]): AnswerValue =>
    names.map((name) => ({
      name,
      kind: 'library' as const,
      version: '1.0.0',
      purpose: 'Calls models',
      seesOurData: 'no' as const,
      holdsCredentials: 'yes' as const,
      pinned: 'yes' as const,
    }));

  it('a new tool that holds credentials, told by the next submission', async () => {
    await decide(await answer({ 'tools.list': toolsWith('old-gateway') }));
    expect(await firings()).toEqual([]);
    assay.clock.advanceDays(30);
    const next = await answer({ 'tools.list': toolsWith('old-gateway', 'litellm') });
    expect(await firings()).toMatchObject([
      {
        rule: 'tool_with_credentials',
        outcome: 'drafted',
        sentence: 'the tool litellm holds credentials and did not before',
      },
    ]);
    await analyst.post(`/api/v1/assessments/${next}/scores`, {});
    await assay.settle();
    expect(await firings()).toHaveLength(1);
  });

  it('another answer about training', async () => {
    await decide(await answer({ 'training.use_of_ours': 'never' }));
    assay.clock.advanceDays(30);
    await answer({ 'training.use_of_ours': 'opt_out' });
    const found = (await firings()).map(({ rule }) => rule);
    expect(found).toEqual(['training_changed']);
  });

  const doubted = async (assessmentId: string): Promise<string> => {
    const auditorId = newId();
    const now = assay.clock.now();
    await assay.database.transaction(() =>
      assay.database.repository(Auditor).insert({
        id: auditorId,
        kind: 'firm',
        name: 'Prescott and Lund',
        sortName: auditorId,
        doubtedAt: now,
        doubtReason: 'Rubber stamps.',
        createdAt: now,
        updatedAt: now,
        version: 1,
      }),
    );
    const auditId = newId();
    const days = { periodFrom: '2025-11-01', periodTo: '2026-10-31' };
    await assay.database.transaction(() =>
      assay.database.repository(Audit).insert({
        id: auditId,
        vendorId: ids.vendorId,
        kind: 'soc2_type2',
        auditorId,
        scope: 'All',
        ...days,
        subservices: [],
        createdAt: now,
        updatedAt: now,
        version: 1,
      }),
    );
    await assay.database.transaction(
      () => assay.database.sql`
        INSERT INTO review (assessment_id, question_key, judgement, evidence, reviewer_id, reviewer, reviewed_at, version, audit_id)
        VALUES (${assessmentId}, 'tools.list', 'meets', 'audit', ${analyst.userId}, 'Ada', ${now.toISOString()}, 1, ${auditId})`,
    );
    return auditorId;
  };

  it('an auditor in doubt, whose audits a judgement rests on; four at once draft one', async () => {
    const owner = await assay.browser('analyst');
    await assay.database.transaction(async () => {
      const vendors = assay.database.repository(Vendor);
      await vendors.update({ id: ids.vendorId }, { ownerId: owner.userId });
    });
    const last = await answer();
    await decide(last);
    const auditorId = await doubted(last);
    const trigger = assay.app.get(DoubtedTrigger);
    await Promise.all([1, 2, 3, 4].map(() => trigger.onDoubted({ auditorId })));
    expect(await firings()).toMatchObject([{ rule: 'auditor_in_doubt', outcome: 'drafted' }]);
    expect(await drafts()).toHaveLength(1);
    const dashboard = unescaped((await owner.get('/')).text);
    expect(dashboard).toMatch(/Send or discard the reassessment of [^:]+: .* is in doubt/);
  });

  it('never draft a second one beside one that is open, whatever the cause and however many at once', async () => {
    await decide(await answer());
    const occasion = (causeId: string) => ({
      rule: 'evidence_expired' as const,
      engagementId: ids.engagementId,
      causeKind: 'evidence',
      causeId,
      causePart: '',
      sentence: 'it expired',
    });
    const triggers = assay.app.get(Triggers);
    const causes = Array.from({ length: 8 }, () => newId());
    await Promise.all(causes.map((causeId) => triggers.fire(occasion(causeId))));
    const found = await firings();
    expect(found.map(({ outcome }) => outcome).sort()).toEqual([
      'drafted',
      ...Array<string>(7).fill('open_already'),
    ]);
    expect(new Set(found.map(({ assessmentId }) => assessmentId)).size).toBe(1);
    expect(await drafts()).toHaveLength(1);
  });

  it('send it by themselves where the vendor’s owner says so', async () => {
    const path = `/api/v1/vendors/${ids.vendorId}`;
    const { headers } = await analyst.get(path);
    const facts = { ...vendorFacts, sendsReassessments: true };
    await analyst.put(path, facts, { 'if-match': headers['etag'] ?? '' });
    expect((await analyst.get<{ sendsReassessments: boolean }>(path)).body.sendsReassessments).toBe(
      true,
    );
    await decide(await answer(), '2026-12-24');
    await sweep();
    const [firing] = await firings();
    expect(firing).toMatchObject({ outcome: 'sent' });
    const sent = await secretsInLetters(assay, firing?.assessmentId ?? '');
    expect(sent).toHaveLength(1);
  });

  it('become something owed where there is nobody to send it to, until somebody begins one', async () => {
    const occasion = {
      rule: 'auditor_in_doubt' as const,
      engagementId: ids.engagementId,
      causeKind: 'auditor',
      causeId: newId(),
      causePart: '',
      sentence: 'Prescott and Lund is in doubt',
    };
    await assay.app.get(Triggers).fire(occasion);
    await assay.settle();
    expect(await firings()).toMatchObject([{ outcome: 'owed' }]);
    const due = async () =>
      (
        await analyst.get<ObligationLine[]>(
          `/api/v1/obligations?vendorId=${ids.vendorId}&kind=prompted_reassessment`,
        )
      ).body;
    expect(await due()).toMatchObject([
      {
        title: 'Reassess “Gateway for all prompts”: Prescott and Lund is in doubt',
        dueOn: '2026-12-07',
        ownerId: analyst.userId,
      },
    ]);
    await draft(analyst, ids);
    await sweep();
    expect(await due()).toEqual([]);
  });

  it('leave vendors alone with whom we are through', async () => {
    await decide(await answer(), '2026-12-24');
    const path = `/api/v1/vendors/${ids.vendorId}`;
    const { headers } = await analyst.get(path);
    await analyst.put(
      path,
      { ...vendorFacts, status: 'offboarded' },
      { 'if-match': headers['etag'] ?? '' },
    );
    await sweep();
    expect(await firings()).toEqual([]);
  });
});
