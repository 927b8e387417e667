import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FrozenAnswer, Review, Submission } from '../../src/assessments/index.js';
import { submittedSections } from '../../src/assessments/reviewing/submitted-answers.js';
import { questionsForScore } from '../../src/assessments/scores/questions-for-score.js';
import type { Assessed } from '../../src/dossiers/contents/assessment/assessed.js';
import { cyclonedxPart } from '../../src/dossiers/contents/assessment/cyclonedx/cyclonedx-part.js';
import { oscalPart } from '../../src/dossiers/contents/assessment/oscal/oscal-part.js';
import { inOrder } from '../../src/dossiers/contents/parts/lists.js';
import { Hush } from '../../src/dossiers/contents/profiles/hush/hush.js';
import type { RegisterRow } from '../../src/findings/index.js';
import { csvOf } from '../../src/platform/csv.js';
import { newId } from '../../src/platform/ids.js';
import { aiVendorShort, questionsOf } from '../../src/questionnaires/index.js';
import { bomValidator } from '../../src/supply-chain/reading/cyclonedx-schema.js';
import type { ToolUseLine } from '../../src/supply-chain/index.js';
import { brokenIn } from './oscal.js';

const isValid = bomValidator('1.6');
const at = new Date('2026-11-23T09:00:00.000Z');

interface Odd {
  text: string;
  notApplicable?: boolean;
  approved?: boolean;
  tools?: Partial<ToolUseLine>[];
  isCut?: boolean;
  findings?: Partial<RegisterRow>[];
}

/** An assessment in which somebody typed `text` wherever one can. */
function assessed({ text, notApplicable, approved, tools = [], isCut, findings = [] }: Odd) {
  const definition = aiVendorShort;
  const answers: FrozenAnswer[] = questionsOf(definition).map(({ key, kind }) => ({
    questionKey: key,
    value: !notApplicable && kind === 'text' ? text : null,
    notApplicableReason: notApplicable ? text : null,
    comment: text,
    answeredBy: text,
    answeredAt: at.toISOString(),
    attached: [{ evidenceId: newId(), name: text, sha256: 'a'.repeat(64), bytes: 1 }],
  }));
  const reviews = (approved ? questionsOf(definition) : []).map(
    ({ key }) =>
      ({
        questionKey: key,
        judgement: 'not_applicable',
        evidence: 'assertion',
        comment: text,
        reviewer: text,
        reviewedAt: at,
      }) as Review,
  );
  const grounds = { attached: new Map(), audits: new Map() };
  const day = '2026-11-23';
  const snapshot = {
    questionnaire: { key: 'short', title: text, number: 1, definition, sha256: 'b'.repeat(64) },
    submission: { id: newId(), submittedAt: at, answers } as unknown as Submission,
    reviews,
    questions: questionsForScore({ definition, answers, reviews, day, grounds }),
    expiredKeyEvidence: [],
  } as unknown as Assessed['snapshot'];
  return {
    toData: '',
    assessor: text,
    vendor: { id: newId(), name: text },
    engagement: { id: newId(), name: text, purpose: text, data: [] },
    assessment: { id: newId() },
    snapshot,
    sections: submittedSections(snapshot, []),
    score: null,
    findings: findings.map((finding, number) => ({ id: newId(), number, ...finding })),
    audits: [],
    evidence: [],
    shown: new Map(),
    tools: { uses: tools.map((tool) => ({ id: newId(), ...tool })), isCut: isCut ?? false },
  } as unknown as Assessed;
}

const textOf = (content: unknown): string => (content as Buffer | string).toString();
const read = <T>(content: unknown): T => JSON.parse(textOf(content)) as T;

describe('very many ids', () => {
  it('come in their order', async () => {
    const ids = Array.from({ length: 12_001 }, (_, at) => `${(at * 7_919) % 12_007} ${newId()}`);
    const found: string[] = [];
    for await (const one of inOrder(ids)) found.push(one);
    expect(found).toEqual(ids.toSorted());
    for await (const one of inOrder([])) expect(one).toBeUndefined();
  });
});

describe('an assessment in the formats of others', () => {
  it('is valid in both, whatever was typed', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 12, seed: 6 });
    for (const text of [...texts, '', '\u2028"}', '\ud800', '\0\n ', 'https://[']) {
      const facts = assessed({
        text,
        findings: [{ title: text, detail: text, severity: 'high', state: 'open' }],
        tools: [{ tool: text, version: text, purpose: text }],
      });
      const bom = cyclonedxPart(facts);
      for (const content of [bom.content, bom.without?.()]) {
        isValid(JSON.parse(textOf(content)));
        expect(isValid.errors ?? []).toEqual([]);
      }
      const oscal = oscalPart(facts);
      for (const content of [oscal.content, oscal.without?.()]) {
        expect(brokenIn(read(content)).filter((rule) => !/description|remarks/.test(rule))).toEqual(
          [],
        );
      }
    }
  });

  it('gives no figure to what a reviewer took out of the sum, and 0 to what was merely claimed', async () => {
    const conformanceIn = async (facts: Assessed) => {
      const { declarations } = read<{
        declarations: { attestations: { map: { conformance: { score?: number } }[] }[] };
      }>(cyclonedxPart(facts).content);
      const scores = declarations.attestations[0]?.map.map(({ conformance }) => conformance.score);
      return [...new Set(scores)];
    };
    expect(await conformanceIn(assessed({ text: 'Not ours', notApplicable: true }))).toEqual([0]);
    expect(
      await conformanceIn(assessed({ text: 'Not ours', notApplicable: true, approved: true })),
    ).toEqual([undefined]);
  });

  it('tells a tool with its version only where that is one, and that there are more where there are', async () => {
    const facts = assessed({
      text: 'x',
      isCut: true,
      tools: [
        { tool: 'a', purl: 'pkg:pypi/a', version: '1.0rc1' },
        { tool: 'b', purl: 'pkg:swift/github.com/b/b', version: '2.0.0+build' },
        { tool: 'c', purl: 'pkg:npm/c', version: '1.x' },
        { tool: 'd', purl: 'pkg:huggingface/d/d', version: '^2' },
        { tool: 'e' },
      ],
    });
    const { components, compositions } = read<{
      components: { type: string; purl?: string }[];
      compositions: { aggregate: string; assemblies: string[] }[];
    }>(cyclonedxPart(facts).content);
    expect(components.map(({ type, purl }) => [type, purl])).toEqual([
      ['library', 'pkg:pypi/a@1.0rc1'],
      ['library', 'pkg:swift/github.com/b/b@2.0.0%2Bbuild'],
      ['library', 'pkg:npm/c'],
      ['machine-learning-model', 'pkg:huggingface/d/d'],
      ['application', undefined],
    ]);
    expect(compositions).toMatchObject([{ aggregate: 'incomplete' }]);
  });

  it('tells a risk that was accepted, and until when', async () => {
    const accepted = { state: 'risk_accepted', acceptedUntil: '2027-03-31' } as const;
    const facts = assessed({
      text: 'x',
      findings: [{ title: 'Open door', severity: 'high', ...accepted }],
    });
    const [result] = read<{ 'assessment-results': { results: object[] } }>(
      oscalPart(facts).content,
    )['assessment-results'].results;
    expect(result).toMatchObject({
      risks: [
        {
          title: 'F-0: Open door',
          statement: 'The risk was accepted until 31 Mar 2027.',
          status: 'deviation-approved',
          deadline: '2027-03-31T23:59:59Z',
        },
      ],
      findings: [{ 'related-risks': [{ 'risk-uuid': expect.any(String) }] }],
    });
  });

  it('names no finding by what was typed of it where nobody is to be named', async () => {
    const typed = { title: 'Open door', detail: 'Open door of Rui', severity: 'high' } as const;
    const origin = { originKind: 'answer', questionKey: 'supply.pinned', state: 'open' } as const;
    const facts = assessed({ text: 'x', findings: [{ ...typed, ...origin }] });
    for (const { content, without } of [cyclonedxPart(facts), oscalPart(facts)]) {
      expect(textOf(content)).toContain('Open door');
      expect(textOf(without?.())).toContain('F-0');
      expect(textOf(without?.())).not.toContain('Open door');
    }
  });
});

describe('what is withheld of people', () => {
  const name = fc.stringMatching(
    /^[A-Z][a-zé]{2,8} ("[a-z]+" )?[A-Z][a-z']{1,8}(-[A-Z][a-z]{2,5})?$/,
  );
  const address = fc.stringMatching(/^[a-z]{3,8}(\.[a-z]{1,5})?\+?@[a-z]{2,8}(\.[a-z]{2,5}){1,2}$/);
  const around = fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    '"',
    '\\',
    ', ',
    '(',
    '\u2028',
    '_',
    ' n ',
    '@',
    '.',
  );

  it('stands in no text, however it is written there, and what is around it stays', () => {
    fc.assert(
      fc.property(name, address, around, around, (who, mail, before, after) => {
        const hush = new Hush([who, mail]);
        for (const known of [who, who.toUpperCase(), mail]) {
          const typed = `${before}${known}${after}`;
          const json = hush.in(JSON.stringify({ typed, [who]: 1 }));
          const { typed: left } = JSON.parse(json) as { typed: string };
          expect(left.toLowerCase()).not.toContain(known.toLowerCase());
          expect(left).toContain('[withheld]');
          expect(hush.throughout({ typed: [typed] }).typed[0]).not.toContain(known);
          const csv = csvOf([[typed]]);
          expect(hush.in(csv)).not.toContain(known.replaceAll('"', '""'));
        }
      }),
    );
  });

  it('is not found in words that merely hold it, in keys, or in packages with a version', () => {
    const hush = new Hush(['Ada', 'Rui Okafor', 'Al', '  ', '(Bea Lindqvist)']);
    for (const text of [
      '{"Ada":1}',
      'Adam, adagio, ada',
      'Rui Okaforson, Al',
      '"pkg:npm/litellm@next.beta"',
      'Marui Okafor',
    ])
      expect(hush.in(text)).toBe(text);
    expect(hush.in('Ada and RUI OKAFOR of (Bea Lindqvist), ops@corridor.example.')).toBe(
      '[withheld] and [withheld] of ([withheld]), [withheld].',
    );
  });
});
