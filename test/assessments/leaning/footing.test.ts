import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  freshness,
  type Audit,
  type Auditor,
  type BridgeLetter,
} from '../../../src/audits/index.js';
import { attachedFooting } from '../../../src/assessments/grounds/attached.js';
import { basisAfterReview, basisBeforeReview } from '../../../src/assessments/grounds/basis.js';
import { auditFooting, type AuditGround } from '../../../src/assessments/grounds/footing.js';
import {
  evidenceFreshness,
  freshnessOfEvidence,
  type EvidenceDates,
} from '../../../src/evidence/index.js';
import { addDays } from '../../../src/platform/clock.js';
import { usualFigures } from '../../../src/policies/index.js';
import {
  evidenceGrades,
  markOf,
  noConditions,
  scoreAssessment,
  type Compliance,
  type EvidenceGrade,
  type Weight,
} from '../../../src/scoring/index.js';
import { inherentAt, questionWith } from '../../scoring/builders.js';

const figures = usualFigures(freshness);

const auditor = (name: string, doubted = false): Auditor => ({
  id: name,
  kind: 'firm',
  name,
  sortName: name.toLowerCase(),
  website: null,
  doubtedAt: doubted ? new Date('2026-11-20T10:00:00Z') : null,
  doubtReason: doubted ? 'Its reports are alike.' : null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  version: 1,
});

const audit = (facts: Partial<Audit> = {}): Audit => ({
  id: 'a',
  vendorId: 'v',
  kind: 'soc2_type2',
  title: null,
  auditorId: 'northgate',
  platformId: null,
  scope: 'The service',
  periodFrom: '2025-10-01',
  periodTo: '2026-09-30',
  issuedOn: '2026-10-20',
  expiresOn: null,
  certificateNumber: null,
  surveillanceOn: null,
  materialChangeOn: null,
  cadenceMonths: null,
  nextDueOn: null,
  subservices: [],
  notes: null,
  rejectedAt: null,
  rejectedReason: null,
  createdAt: new Date('2026-10-21T00:00:00Z'),
  updatedAt: new Date('2026-10-21T00:00:00Z'),
  version: 1,
  ...facts,
});

const letter = (coversFrom: string, coversUntil: string): BridgeLetter => ({
  id: 'l',
  auditId: 'a',
  issuedOn: coversFrom,
  coversFrom,
  coversUntil,
  signedBy: 'Rui Okafor',
  signerRole: 'Chief executive',
  createdAt: new Date('2026-10-21T00:00:00Z'),
});

const ground = (more: Partial<AuditGround> = {}): AuditGround => ({
  audit: audit(),
  letters: [],
  auditor: auditor('Northgate Assurance'),
  platform: null,
  isSuperseded: false,
  ...more,
});

const on = (day: string, more: Partial<AuditGround> = {}) =>
  auditFooting(ground(more), day, figures);

describe('what an answer rests on', () => {
  it('is an audit while its own days let it', () => {
    expect(on('2027-09-30')).toEqual({
      words: 'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026',
      grade: 'audit',
      lowered: null,
      expired: null,
    });
    expect(on('2027-10-01')).toMatchObject({
      lowered:
        'it is stale: a SOC 2 Type II report is fresh for 12 months after its period ends, here on 30 Sep 2026; that was until 30 Sep 2027, and no bridge letter covers the days since',
      expired: {
        reason:
          'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026, counted until 30 Sep 2027 only',
        daysExpired: 1,
      },
    });
  });

  it('is an artefact on a bridge letter, or of Type I', () => {
    const letters = [letter('2027-10-01', '2027-12-31')];
    expect(on('2027-12-30', { letters })).toEqual({
      words:
        'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026, carried by a bridge letter until 30 Dec 2027',
      grade: 'artefact',
      lowered: null,
      expired: null,
    });
    // Twelve months and three are the most.
    expect(on('2027-12-31', { letters }).lowered).toMatch(/^it is stale: .+ 30 Dec 2027$/);
    expect(on('2026-11-23', { audit: audit({ kind: 'soc2_type1' }) })).toMatchObject({
      words: 'SOC 2 Type I by Northgate Assurance, to 30 Sep 2026',
      grade: 'artefact',
      lowered: null,
    });
  });

  it('says what is held against it, all of it, without counting days', () => {
    const platform = { ...auditor('Compliarize', true), kind: 'platform' as const };
    const all = {
      audit: audit({ rejectedAt: new Date('2026-11-01T08:00:00Z') }),
      auditor: auditor('Northgate Assurance', true),
      platform,
      isSuperseded: true,
    };
    expect(on('2026-11-23', all)).toEqual({
      words: 'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026, superseded by a newer one',
      grade: 'audit',
      lowered:
        'it was rejected on 1 Nov 2026; Northgate Assurance has been in doubt since 20 Nov 2026; the compliance platform Compliarize has been in doubt since 20 Nov 2026',
      expired: null,
    });
    expect(on('2026-11-24', all)).toEqual(on('2026-11-23', all));
  });

  it('is a certificate to its end date', () => {
    const iso = audit({ kind: 'iso27001', expiresOn: '2027-06-30', surveillanceOn: '2026-09-01' });
    expect(on('2026-11-23', { audit: iso }).words).toBe(
      'ISO/IEC 27001 by Northgate Assurance, to 30 Jun 2027',
    );
  });

  it('changes only at the turns of its life, walking two years day by day', () => {
    const letters = [letter('2027-10-01', '2027-12-31')];
    const seen = new Map<string, string>();
    for (let day = '2026-10-20'; day <= '2028-10-20'; day = addDays(day, 1)) {
      const { grade, lowered } = on(day, { letters });
      const standing = lowered === null ? grade : 'lowered';
      if (!seen.has(standing)) seen.set(standing, day);
    }
    expect([...seen]).toEqual([
      ['audit', '2026-10-20'],
      ['artefact', '2027-10-01'],
      ['lowered', '2027-12-31'],
    ]);
  });
});

describe('evidence attached to an answer', () => {
  const own = usualFigures(evidenceFreshness);
  const pieceOn =
    (day: string) =>
    (title: string, dates: Partial<EvidenceDates> = {}, withdrawnAt: string | null = null) => {
      const all = { kind: 'other' as const, issuedOn: null, expiresOn: null, ...dates };
      return { title, withdrawnAt, freshness: freshnessOfEvidence(all, day, own) ?? null };
    };

  it('counts as a document while one piece is valid, its last day included', () => {
    expect(attachedFooting([])).toBeUndefined();
    const both = (day: string) => [
      pieceOn(day)('Old policy', { expiresOn: '2025-01-31' }),
      pieceOn(day)('Policy', { expiresOn: '2026-11-23' }),
    ];
    expect(attachedFooting(both('2026-11-23'))).toEqual({
      words: '“Policy”',
      grade: 'document',
      lowered: null,
      expired: null,
    });
    expect(attachedFooting(both('2026-11-25'))).toEqual({
      words: '“Old policy”, “Policy”',
      grade: 'document',
      lowered: 'it expired on 23 Nov 2026',
      expired: { reason: '“Old policy”, “Policy” expired on 23 Nov 2026', daysExpired: 2 },
    });
    const withdrawn = [pieceOn('2026-11-23')('Policy', {}, '2026-11-20T09:00:00.000Z')];
    expect(attachedFooting(withdrawn)).toMatchObject({
      lowered: 'it was withdrawn on 20 Nov 2026',
      expired: null,
    });
  });

  it('counts no more once it is too old for its kind, though it names no end', () => {
    const sbom = { kind: 'sbom', issuedOn: '2026-10-01' } as const;
    expect(attachedFooting([pieceOn('2026-12-30')('Components', sbom)])?.lowered).toBeNull();
    expect(attachedFooting([pieceOn('2027-01-01')('Components', sbom)])).toMatchObject({
      grade: 'document',
      lowered:
        'it is stale: a software bill of materials is fresh for 90 days after its issue, here on 1 Oct 2026; that was until 30 Dec 2026',
      expired: { reason: '“Components”, counted until 30 Dec 2026 only', daysExpired: 2 },
    });
    const beside = [pieceOn('2027-01-01')('Components', sbom), pieceOn('2027-01-01')('Policy')];
    expect(attachedFooting(beside)).toMatchObject({ words: '“Policy”', lowered: null });
  });

  it('is what an answer rests on unless the judgement names an audit', () => {
    const day = '2026-11-23';
    const audits = new Map([['a', on(day)]]);
    const attached = new Map([['q', [pieceOn(day)('Policy', { expiresOn: '2026-11-01' })]]]);
    const grounds = { audits, attached };
    const review = { evidence: 'audit' as EvidenceGrade, auditId: null, scopeGap: null };
    expect(basisBeforeReview('p', grounds)).toMatchObject({ evidence: 'assertion', restsOn: null });
    expect(basisBeforeReview('q', grounds)).toMatchObject({
      evidence: 'document',
      restsOn: '“Policy”',
      evidenceLowered: 'it expired on 1 Nov 2026',
    });
    expect(basisAfterReview('q', review, grounds)).toMatchObject({
      evidence: 'audit',
      evidenceLowered: 'it expired on 1 Nov 2026',
    });
    expect(basisAfterReview('q', { ...review, auditId: 'a' }, grounds)).toMatchObject({
      evidence: 'audit',
      restsOn: 'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026',
      evidenceLowered: null,
    });
    expect(
      basisAfterReview('q', { ...review, auditId: 'a', scopeGap: 'Staging.' }, grounds),
    ).toMatchObject({ evidenceLowered: 'it is out of scope: Staging' });
    expect(basisAfterReview('q', { ...review, evidence: 'verified' }, grounds)).toMatchObject({
      evidence: 'verified',
      evidenceLowered: null,
      restsOn: null,
    });
    expect(
      basisAfterReview('q', { ...review, evidence: 'artefact', auditId: 'a' }, grounds),
    ).toMatchObject({
      evidence: 'artefact',
    });
  });
});

describe('doubt', () => {
  const kinds = ['soc2_type1', 'soc2_type2', 'penetration_test', 'other'] as const;
  const some = fc.record({
    kind: fc.constantFrom(...kinds),
    title: fc.constant('TISAX'),
    given: fc.constantFrom<EvidenceGrade>('audit', 'artefact'),
    offset: fc.integer({ min: 0, max: 900 }),
    bridged: fc.boolean(),
    rejected: fc.boolean(),
    isSuperseded: fc.boolean(),
    onPlatform: fc.boolean(),
    compliance: fc.constantFrom<Compliance>('meets', 'partial', 'does_not_meet'),
    weight: fc.constantFrom<Weight>('critical', 'standard', 'minor'),
    domain: fc.constantFrom('access', 'supply'),
    leans: fc.boolean(),
  });

  it('never raises what is proven, nor lowers the residual or the band', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 12 }), (answers) => {
        const scored = (doubted: boolean) => {
          const questions = answers.map((one, at) => {
            const { kind, title, offset, bridged, rejected, isSuperseded, onPlatform, leans } = one;
            const doubtful = auditor('Northgate Assurance', doubted && leans);
            const footing = auditFooting(
              ground({
                audit: audit({ kind, title, rejectedAt: rejected ? new Date() : null }),
                letters: bridged ? [letter('2027-10-01', '2027-12-31')] : [],
                isSuperseded,
                ...(onPlatform ? { platform: doubtful } : { auditor: doubtful }),
              }),
              addDays('2026-10-01', offset),
              figures,
            );
            const grounds = { audits: new Map([['a', footing]]), attached: new Map() };
            const review = { evidence: one.given, auditId: 'a', scopeGap: null };
            const { expired, ...basis } = basisAfterReview('q', review, grounds);
            const { compliance, weight, domain } = one;
            const question = questionWith({ key: `q${at}`, compliance, weight, domain });
            return { question: { ...question, ...basis }, expired };
          });
          const expiredKeyEvidence = questions.flatMap(({ expired }) => expired ?? []);
          const asked = questions.map(({ question }) => question);
          const input = {
            inherent: inherentAt('VH', 1),
            questions: asked,
            findings: [],
            override: null,
          };
          const conditions = { ...noConditions, expiredKeyEvidence };
          const result = scoreAssessment({ ...input, conditions, previous: null });
          return { result, proven: asked.map((question) => markOf(question).e) };
        };
        const [good, inDoubt] = [scored(false), scored(true)];
        good.proven.forEach((e, at) => expect(inDoubt.proven[at]).toBeLessThanOrEqual(e));
        expect(inDoubt.result.strength.assured).toBeLessThanOrEqual(
          good.result.strength.assured + 1e-9,
        );
        expect(inDoubt.result.residual).toBeGreaterThanOrEqual(good.result.residual - 1e-9);
        expect(inDoubt.result.strength.conformance).toBe(good.result.strength.conformance);
        answers.forEach(({ leans }, at) => {
          if (leans) expect(inDoubt.proven[at]).toBeLessThanOrEqual(evidenceGrades.assertion);
          else expect(inDoubt.proven[at]).toBe(good.proven[at]);
        });
      }),
    );
  });
});
