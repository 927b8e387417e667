import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AssessmentQueries,
  readDraft,
  Reliance,
  Scores,
  SubmittedAnswers,
  type AssessmentView,
} from '../../src/assessments/index.js';
import { AuditQueries } from '../../src/audits/index.js';
import { AcceptanceQueries, FindingQueries, findingStates } from '../../src/findings/index.js';
import { SubjectNames } from '../../src/history/index.js';
import { JournalQueries, verifyJournal } from '../../src/journal/index.js';
import { builtIn, questionsOf } from '../../src/questionnaires/index.js';
import { SamplePortfolio } from '../../src/sample/index.js';
import { stories } from '../../src/sample/stories/index.js';
import { VendorQueries, type VendorView } from '../../src/vendors/index.js';
import type { Caller } from '../../src/identity/index.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { callerOf } from './caller.js';

const today = '2026-11-23';

describe.each(stories.map((told) => told(today)))('the story of $vendor.name', (story) => {
  const definition = builtIn.find(({ key }) => key === story.questionnaire?.key);
  const questions = new Map(definition && questionsOf(definition).map((one) => [one.key, one]));

  it('answers only questions there are, with values they can have', () => {
    for (const [key, raw] of Object.entries(story.answered?.answers ?? {})) {
      const question = questions.get(key);
      expect([key, question && readDraft(question, raw).ok]).toEqual([key, true]);
    }
  });

  it('reviews only what was answered', () => {
    const answered = Object.keys(story.answered?.answers ?? {});
    const reviewed = Object.keys(story.reviewed?.reviews ?? {});
    expect(reviewed.filter((key) => !answered.includes(key))).toEqual([]);
  });

  it('writes to nobody real', () => {
    expect(story.contact?.email ?? 'nobody@nobody.example').toMatch(/@[a-z]+\.example$/);
    expect(story.vendor.website).toMatch(/^https:\/\/[a-z]+\.example$/);
  });
});

describe('the sample portfolio', () => {
  let assay: TestAssay;
  let analyst: Caller;
  let approver: Caller;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await callerOf(assay, 'analyst');
    approver = await callerOf(assay, 'approver');
    await assay.app.get(SamplePortfolio).load(analyst, approver);
    await assay.settle();
  });

  afterAll(() => assay.close());

  const vendor = async (name: string): Promise<VendorView> => {
    const vendors = assay.app.get(VendorQueries);
    const { items } = await vendors.page({ q: name });
    expect(items).toHaveLength(1);
    return vendors.view(items[0]?.id ?? '');
  };
  const assessmentOf = async (vendorId: string): Promise<AssessmentView> => {
    const queries = assay.app.get(AssessmentQueries);
    const page = await queries.page({ vendorId });
    const items = page.items.filter(({ state }) => state !== 'draft');
    expect(items).toHaveLength(1);
    return queries.view(items[0]?.id ?? '');
  };

  it('has a sound one: nearly all reviewed, low without a floor, approved by the approver', async () => {
    const sound = await vendor('lantern');
    expect(sound).toMatchObject({ status: 'active', tier: 2, band: 'low', floored: false });
    const assessment = await assessmentOf(sound.id);
    expect(assessment).toMatchObject({
      state: 'decided',
      overdue: false,
      submission: { daysLate: 0 },
      decision: { outcome: 'approved', decider: approver.name },
    });
    expect(assessment.decidedAt?.slice(0, 10)).toBe('2026-10-14');
    const score = await assay.app.get(Scores).latest(assessment.id);
    expect(score?.result).toMatchObject({ floors: [], coverage: { percent: 100 } });
    expect(score?.scoredAt.toISOString().slice(0, 10)).toBe('2026-10-07');
    expect((await openAnswers(assay, assessment.id)).length).toBeLessThanOrEqual(3);
  });

  it('has one that looks green: moderate by its answers, high by the floor, waiting for a decision', async () => {
    const floored = await vendor('corridor');
    expect(floored).toMatchObject({ tier: 1, band: 'high', floored: true });
    const assessment = await assessmentOf(floored.id);
    expect(assessment).toMatchObject({ state: 'in_review', overdue: false });
    expect(assessment.decision).toBeUndefined();
    const { result } = (await assay.app.get(Scores).latest(assessment.id)) ?? {};
    expect(result?.floors).toMatchObject([
      { id: 'F1', atLeast: 'high', questions: ['supply.pinned'] },
    ]);
    expect(result?.bandFromAnswers).toBe('moderate');
    expect(result?.drivers[0]).toMatchObject({ key: 'supply.pinned' });
    expect(result?.residual).toBeGreaterThan(47);
    expect(result?.residual).toBeLessThan(53);
    expect(result?.strength.conformance).toBeGreaterThan(83);
    expect(result?.strength.conformance).toBeLessThan(88);
    expect((await openAnswers(assay, assessment.id)).length).toBeGreaterThan(20);
  });

  it('has findings in every state, one acceptance in force and one that waits', async () => {
    const { items } = await assay.app.get(FindingQueries).page({ size: 200 });
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(findingStates));
    expect(items.some(({ raisedByRule }) => raisedByRule === 'knock_out')).toBe(true);
    const acceptances = assay.app.get(AcceptanceQueries);
    const { items: asked } = await acceptances.page({});
    expect(asked.map(({ state }) => state).sort()).toEqual(['approved', 'requested']);
    expect(asked.find(({ state }) => state === 'approved')?.settler).toBe(approver.name);
    expect((await acceptances.waitingFor(approver.userId)).found).toBe(1);
  });

  it('has one that is silent: a tier 1 vendor, nothing answered, overdue, its link still alive', async () => {
    const silent = await vendor('quarry');
    expect(silent).toMatchObject({ tier: 1, floored: false });
    expect(silent.band).toBeUndefined();
    const assessment = await assessmentOf(silent.id);
    expect(assessment).toMatchObject({
      state: 'sent',
      overdue: true,
      dueOn: '2026-11-11',
      progress: { answered: 0 },
      invitations: [{ standing: 'open' }],
    });
  });

  it('has audits in every standing: fresh with their exceptions, stale, and carried by a letter', async () => {
    const queries = assay.app.get(AuditQueries);
    const standings = async (name: string) =>
      (await queries.ofVendor((await vendor(name)).id)).map(({ kind, freshness, exceptions }) => [
        kind,
        freshness.state,
        exceptions,
      ]);
    expect(await standings('lantern')).toEqual([
      ['soc2_type2', 'fresh', 2],
      ['penetration_test', 'fresh', 0],
      ['iso27001', 'fresh', 0],
    ]);
    expect(await standings('corridor')).toEqual([
      ['soc2_type2', 'fresh', 0],
      ['penetration_test', 'stale', 2],
      ['iso27001', 'due_soon', 0],
    ]);
    expect(await standings('quarry')).toEqual([['soc2_type2', 'in_grace', 0]]);
    const { items } = await queries.page({ q: 'quarry' });
    const signed = await queries.page({ auditorId: items[0]?.auditor.id ?? '' });
    expect(signed.items.map((audit) => audit.vendor)).toEqual([
      'Corridor Gateway',
      'Quarry Labelling',
    ]);
  });

  it('has judgements that rest on recorded audits, so that a doubt about their auditor reaches scores', async () => {
    const { items } = await assay.app.get(AuditQueries).page({ kind: 'soc2_type2' });
    const leaning = await Promise.all(
      items.map(async ({ vendor: name, auditor }) => {
        const { answers, scores } = await assay.app.get(Reliance).of(auditor.id);
        return [name, answers, scores];
      }),
    );
    expect(leaning).toEqual([
      ['Corridor Gateway', 10, 1],
      ['Lantern Transcripts', 24, 1],
      ['Quarry Labelling', 10, 1],
    ]);
  });

  it('has a platform in doubt, and what leans on it is shown before anybody scored it again', async () => {
    const { items } = await assay.app.get(AuditQueries).page({ doubted: true });
    expect(items.map(({ vendor: name, platform }) => [name, platform])).toEqual([
      ['Corridor Gateway', expect.objectContaining({ kind: 'platform', doubted: true })],
      ['Quarry Labelling', expect.objectContaining({ kind: 'platform', doubted: true })],
    ]);
    const platform = items[0]?.platform?.id ?? '';
    const { answers, scores } = await assay.app.get(Reliance).of(platform);
    expect([answers, scores]).toEqual([10, 1]);
    const page = await (await assay.browser('analyst')).get(`/auditors/${platform}`);
    expect(page.text).toContain('In doubt since');
    const drafts = await assay.app.get(AssessmentQueries).page({ state: 'draft' });
    expect(drafts.items).toMatchObject([{ vendor: 'Corridor Gateway' }]);
    expect(page.text).toContain('Score what leans on it again');
  });

  it('keeps the journal whole', async () => {
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
  });

  it('has a journal whose lines say by name what they are about', async () => {
    const { items } = await assay.app.get(JournalQueries).page({ size: 1_000 });
    const subjects = items.map(({ subject }) => subject);
    const names = await assay.app.get(SubjectNames).of(subjects);
    const nameless = subjects.filter(({ id }) => !names.has(id)).map(({ kind }) => kind);
    expect([...new Set(nameless)]).toEqual(['advisory_import']);
    expect(names.get((await vendor('Corridor Gateway')).id)).toBe('Corridor Gateway');
    expect(new Set(names.values())).toContain('I-1, Poisoned releases of litellm');
  });

  it('changes nothing when it is loaded again', async () => {
    const before = await assay.app.get(JournalQueries).page({ size: 1 });
    expect(await assay.app.get(SamplePortfolio).load(analyst)).toEqual([]);
    expect(await assay.app.get(JournalQueries).page({ size: 1 })).toEqual(before);
    expect((await assay.app.get(VendorQueries).page({})).items).toHaveLength(stories.length);
  });
});

async function openAnswers(assay: TestAssay, assessmentId: string): Promise<string[]> {
  const sections = await assay.app.get(SubmittedAnswers).sections(assessmentId);
  return sections.flatMap(({ questions }) =>
    questions.filter(({ review }) => !review).map(({ key }) => key),
  );
}
