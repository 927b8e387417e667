import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredInput } from '../../src/assessments/index.js';
import { scoreAssessment, type Score } from '../../src/scoring/index.js';
import { judgeAnswer } from '../assessments/judge-answer.js';
import { prepare, submitted } from '../assessments/trip.js';
import { recordAudit } from '../audits/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { sha256 } from '../../src/platform/ids.js';
import { bomValidator } from '../../src/supply-chain/reading/cyclonedx-schema.js';
import { handTool } from '../supply-chain/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { cellsOf, partsOf } from '../support/workbook.js';
import { build, fetched, json, unpacked } from './examples.js';
import { brokenIn } from './oscal.js';

type Files = Map<string, Buffer>;

interface Bom {
  serialNumber: string;
  metadata: { component: { name: string }; supplier: { name: string } };
  components: { name: string; version?: string; purl?: string }[];
  services: { services: { name: string; data: object[]; properties: object[] }[] }[];
  declarations: {
    assessors: { thirdParty: boolean }[];
    attestations: {
      map: {
        requirement: string;
        claims: string[];
        counterClaims: string[];
        conformance: { score?: number; rationale: string };
        confidence: { score?: number; rationale: string };
      }[];
    }[];
    claims: {
      'bom-ref': string;
      predicate: string;
      reasoning?: string;
      evidence?: string[];
      externalReferences?: { url: string; hashes: { content: string }[] }[];
    }[];
    evidence: { 'bom-ref': string; description: string }[];
    affirmation?: object;
  };
  definitions: { standards: { requirements: { identifier: string; properties?: object[] }[] }[] };
}

interface Oscal {
  'assessment-results': {
    results: { observations: object[]; findings: { target: { 'target-id': string } }[] }[];
    'back-matter': {
      resources: { rlinks: { href: string; hashes?: { value: string }[] }[] }[];
    };
  };
}

describe('the formats of a dossier that other tools read', () => {
  let assay: TestAssay;
  let full: Files;
  let nameless: Files;
  let again: Files;
  let bom: Bom;
  const given = textOf(300);

  beforeAll(async () => {
    assay = await startAssay();
    const analyst: Visitor = await assay.api('analyst');
    const assessment = await submitted(assay, analyst, await prepare(assay, analyst), {
      'supply.pinned': 'no',
      'data.retention': null,
    });
    const path = `/api/v1/assessments/${assessment}`;
    const { vendorId } = (await analyst.get<{ vendorId: string }>(path)).body;
    const auditId = await recordAudit(analyst, {}, vendorId);
    await analyst.post(`/api/v1/vendors/${vendorId}/tools`, {
      describedOn: '2026-11-01',
      tools: [
        { ...handTool, version: '1.82.6' },
        { ...handTool, name: 'Weights', purl: 'pkg:npm/%40acme/weights', version: '>=1 <2' },
      ],
    });
    const sent = await sendForm(
      { assay, headers: analyst.headers },
      `/api/v1/vendors/${vendorId}/evidence`,
      { kind: 'other', title: 'Penetration test' },
      { name: 'test.txt', content: given },
    );
    const use = { kind: 'answer', subjectId: assessment, part: 'supply.pinned' };
    await analyst.post(`/api/v1/evidence/${sent.body.id}/uses`, use);
    await judgeAnswer(analyst, path, 'data.stores', {
      judgement: 'meets',
      evidence: 'audit',
      auditId,
    });
    await analyst.post(`${path}/scores`, { reason: 'An audit was looked at.' });
    await assay.settle();
    const of = async (facts: object) =>
      unpacked(await fetched(analyst, await build(assay, analyst, `${path}/dossiers`, facts)));
    full = await of({});
    const [report] = (await analyst.get<{ id: string }[]>('/api/v1/reports')).body;
    again = await of({ reportId: report?.id });
    nameless = await of({ reportId: report?.id, profile: 'no-personal-data' });
    bom = json(full, 'data/assessment.cdx.json');
  });
  afterAll(() => assay.close());

  const standing = (key: string) => {
    const found = bom.declarations.attestations[0]?.map.find(
      ({ requirement }) => requirement === `question:${key}`,
    );
    if (!found) throw new Error(`${key} is not in it.`);
    return found;
  };

  it('have a bill of materials that the published schema of CycloneDX 1.6 takes', () => {
    const isValid = bomValidator('1.6');
    for (const files of [full, nameless]) {
      isValid(json(files, 'data/assessment.cdx.json'));
      expect(isValid.errors ?? []).toEqual([]);
    }
    expect(isValid({ ...bom, declared: 1 })).toBe(false);
  });

  it('tell what the service is, what it keeps where, and of what it is made', () => {
    expect(bom.metadata.component.name).not.toBe('');
    const [place] = bom.services[0]?.services ?? [];
    expect(place).toMatchObject({ name: 'Prompts', data: [{ flow: 'unknown', name: 'Prompts' }] });
    expect(place?.properties).toContainEqual({ name: 'assay:store:where', value: 'Frankfurt' });
    const told = bom.components.map(({ name, version, purl }) => [name, version, purl]);
    expect(told).toContainEqual(['litellm', '1.82.6', 'pkg:pypi/litellm@1.82.6']);
    expect(told).toContainEqual(['Weights', '>=1 <2', 'pkg:npm/%40acme/weights']);
  });

  it('tell how far each answer conforms, how far that is shown, and by what', () => {
    const { declarations, definitions } = bom;
    expect(declarations.assessors).toMatchObject([{ thirdParty: true }]);
    expect(declarations.affirmation).toBeUndefined();
    const pinned = standing('supply.pinned');
    expect(pinned.conformance).toEqual({
      score: 0,
      rationale: expect.stringContaining('does not meet'),
    });
    expect(pinned.counterClaims).toHaveLength(1);
    const claim = declarations.claims.find((one) => one['bom-ref'] === 'claim:supply.pinned');
    const [file] = claim?.externalReferences ?? [];
    expect(file?.hashes[0]?.content).toBe(sha256(full.get(`data/${file?.url}`) ?? ''));
    expect(file?.hashes[0]?.content).toBe(sha256(given));
    expect(claim?.reasoning).toContain('Answered by');
    const stores = standing('data.stores');
    expect(stores.conformance).toMatchObject({
      score: 1,
      rationale: expect.stringContaining('as a reviewer judged'),
    });
    expect(stores.confidence).toMatchObject({
      score: 0.95,
      rationale: expect.stringContaining('an independent audit in scope and in period'),
    });
    const score = json<{ result: Score }>(full, 'data/score.json').result;
    for (const line of score.ledger) {
      if (line.kind !== 'question') continue;
      const { conformance, confidence } = standing(line.key);
      expect([line.key, conformance.score, confidence.score]).toEqual([line.key, line.c, line.e]);
    }
    const requirements = definitions.standards[0]?.requirements ?? [];
    expect(requirements.map(({ identifier }) => identifier)).toContain('supply.pinned');
  });

  it('refer to nothing that is not in it', () => {
    const known = new Set<string>();
    const said: string[] = [];
    const walk = (value: unknown, name = ''): void => {
      if (Array.isArray(value)) for (const one of value) walk(one, name);
      else if (value && typeof value === 'object') {
        for (const [key, inside] of Object.entries(value)) {
          if (key === 'bom-ref') {
            expect(known).not.toContain(inside);
            known.add(String(inside));
          } else walk(inside, key);
        }
      } else if (pointing.has(name) && typeof value === 'string') said.push(value);
    };
    const pointing = new Set([
      'requirement',
      'claims',
      'counterClaims',
      'evidence',
      'target',
      'assessor',
      'parent',
      'assemblies',
    ]);
    walk(bom);
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((reference) => !known.has(reference))).toEqual([]);
  });

  it('are the same again for the same, and name nobody where that is asked for', async () => {
    for (const path of [
      'data/assessment.cdx.json',
      'data/answers.xlsx',
      'data/oscal-assessment-results.json',
    ]) {
      expect([path, full.get(path)?.equals(again.get(path) ?? Buffer.alloc(0))]).toEqual([
        path,
        true,
      ]);
    }
    const text = (files: Files) =>
      [
        files.get('data/assessment.cdx.json'),
        files.get('data/oscal-assessment-results.json'),
      ].join();
    const { answeredBy } = json<{ sections: { questions: { answeredBy: string }[] }[] }>(
      full,
      'data/answers.json',
    ).sections[0]?.questions[0] ?? { answeredBy: '' };
    expect(answeredBy).not.toBe('');
    expect(text(full)).toContain(answeredBy);
    const bare = await partsOf(nameless.get('data/answers.xlsx') ?? Buffer.alloc(0));
    for (const told of [text(nameless), ...bare.values()]) {
      expect(told).not.toContain(answeredBy);
    }
  });

  it('have results in OSCAL that keep its rules and refer to nothing that is not there', () => {
    for (const files of [full, nameless]) {
      const document = json<Oscal>(files, 'data/oscal-assessment-results.json');
      expect(brokenIn(document)).toEqual([]);
      const content = JSON.stringify(document);
      const ids = [...content.matchAll(/"uuid":"([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const said = [...content.matchAll(/"(?:[a-z]+-uuid|href)":"#?([0-9a-f-]{36})"/g)];
      expect(said.length).toBeGreaterThan(10);
      expect(said.map(([, id]) => id).filter((id) => !ids.includes(id))).toEqual([]);
    }
    const { results, 'back-matter': back } = json<Oscal>(
      full,
      'data/oscal-assessment-results.json',
    )['assessment-results'];
    const [result] = results;
    expect(result?.observations).toHaveLength(bom.declarations.attestations[0]?.map.length ?? 0);
    expect(result?.findings).toHaveLength(json<object[]>(full, 'data/findings.json').length);
    expect(result?.findings.map(({ target }) => target['target-id'])).toContain('supply.pinned');
    const files = back.resources.flatMap(({ rlinks }) => rlinks).filter(({ hashes }) => hashes);
    expect(files).toHaveLength(1);
    for (const { href, hashes } of files) {
      expect(hashes?.[0]?.value).toBe(sha256(full.get(`data/${href}`) ?? ''));
    }
  });

  it('have a workbook with the rows of the table, and no formula in it', async () => {
    const parts = await partsOf(full.get('data/answers.xlsx') ?? Buffer.alloc(0));
    const rows = cellsOf(parts);
    const { sections } = json<{ sections: { questions: { key: string; text: string }[] }[] }>(
      full,
      'data/answers.json',
    );
    const questions = sections.flatMap(({ questions: asked }) => asked);
    expect(rows[0]?.['C']?.value).toBe('Question');
    expect(rows.slice(1).map((row) => [row['B']?.value, row['C']?.value])).toEqual(
      questions.map(({ key, text }) => [key, text]),
    );
    for (const content of parts.values()) expect(content).not.toMatch(/<f[\s>/]/);
  });

  it('let the score be computed again from score.json, to the last figure', () => {
    const { input, result } = json<{ input: StoredInput; result: Score }>(full, 'data/score.json');
    const computed = scoreAssessment({ ...input, previous: null });
    const plain = JSON.parse(JSON.stringify({ ...computed, change: result.change })) as unknown;
    expect(plain).toEqual(result);
    expect(computed.residual).toBeGreaterThan(0);
    const bare = json<{ input: StoredInput; result: Score }>(nameless, 'data/score.json');
    const { residual, band, vector, floors } = scoreAssessment({ ...bare.input, previous: null });
    expect({ residual, band, vector }).toEqual({
      residual: result.residual,
      band: result.band,
      vector: result.vector,
    });
    expect(floors.map(({ id }) => id)).toEqual(result.floors.map(({ id }) => id));
    for (const { kind, why } of bare.result.ledger as readonly { kind: string; why?: string }[])
      expect([kind, why ?? '[withheld]']).toEqual([kind, '[withheld]']);
  });
});
