import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { madeOffice } from '../../hostile-files/made-office.js';
import { pagesOf, pdf } from '../../hostile-files/made-pdf.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { newVendor, sendForm } from '../files.js';

interface Likeness {
  evidenceId: string;
  otherId: string;
  otherVendorId: string;
  otherVendorName: string;
  share: number;
  threshold: number;
}

const words = [
  'control',
  'tested',
  'sampled',
  'without',
  'exception',
  'the',
  'period',
  'access',
  'review',
  'key',
];

/** Sentences as an auditor writes them; the same seed gives the same report. */
function report(seed: string, sentences: number): string {
  return Array.from({ length: sentences }, (_, n) => {
    const bytes = createHash('sha256').update(`${seed} ${n}`).digest();
    const picked = [...bytes.subarray(0, 14)].map((byte) => words[byte % words.length]);
    return `${picked.join(' ')}.`;
  }).join(' ');
}

describe('near-identical reports across vendors', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendors: string[];

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const newVendors = async (...names: string[]) => {
    vendors = await Promise.all(names.map((name) => newVendor(analyst, name)));
    return vendors as [string, string, string];
  };
  const give = async (vendorId: string, content: Buffer, name = 'soc2.pdf', base = 'vendors') => {
    const url = `/api/v1/${base}/${vendorId}/${base === 'vendors' ? 'evidence' : 'revisions'}`;
    const door = { assay, headers: analyst.headers };
    const { body, status, text } = await sendForm(
      door,
      url,
      { title: 'SOC 2 report' },
      { name, content },
    );
    expect([status, text]).toEqual([201, expect.any(String)]);
    await assay.settle();
    return body.id;
  };
  const printed = (text: string) => pdf({ pages: pagesOf(text) });
  const of = async (evidenceId: string) =>
    (await analyst.get<Likeness[]>(`/api/v1/evidence/${evidenceId}/likenesses`)).body;
  const forVendor = async (vendorId: string) =>
    (await analyst.get<Likeness[]>(`/api/v1/vendors/${vendorId}/likenesses`)).body;

  it('are flagged with their share and the threshold, from both sides', async () => {
    const [one, two, three] = await newVendors('Amber Models', 'Basalt Voice', 'Cedar Search');
    const shared = report('the stamp', 120);
    const mine = await give(one, printed(`Report on Amber Models. ${shared}`));
    const copy = await give(two, printed(`Report on Basalt Voice, a different company. ${shared}`));
    const honest = await give(three, printed(report('an honest one', 120)));
    const [found, ...more] = await of(mine);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      evidenceId: mine,
      otherId: copy,
      otherVendorId: two,
      otherVendorName: 'Basalt Voice',
      threshold: 80,
    });
    expect(found?.share).toBeGreaterThanOrEqual(90);
    expect(await of(copy)).toMatchObject([{ otherId: mine, share: found?.share }]);
    expect(await of(honest)).toEqual([]);
    expect(await forVendor(one)).toEqual([found]);
    expect(await forVendor(three)).toEqual([]);
  });

  it('are found across formats, and the very same file is 100 percent', async () => {
    const [one, two, three] = await newVendors('Delta Agents', 'Echo Labels', 'Fjord Vectors');
    const text = report('formats', 60);
    const pages = await give(one, printed(text));
    const letter = await give(
      two,
      madeOffice({
        kind: 'docx',
        text: ['Dear customer, here is our report.', ...text.split('. ')],
      }),
      'soc2.docx',
    );
    const same = await give(three, printed(text));
    const found = await of(pages);
    expect(found.map(({ otherId }) => otherId).sort()).toEqual([same, letter].sort());
    expect(found.every(({ share }) => share > 90)).toBe(true);
    expect(found[0]?.share).toBe(100);
  });

  it('are never flagged within one vendor, nor when they are short', async () => {
    const [one, two] = await newVendors('Gale Cloud', 'Harbour Chat', 'x');
    const text = report('own', 60);
    const first = await give(one, printed(`First. ${text}`));
    await give(one, printed(`Second. ${text}`));
    expect(await of(first)).toEqual([]);
    const brief = report('brief', 10);
    const short = await give(one, printed(`One ${brief}`));
    await give(two, printed(`Two ${brief}`));
    expect(await of(short)).toEqual([]);
  });

  it('follow the threshold that an administrator sets, and forget what was withdrawn', async () => {
    const [one, two] = await newVendors('Iris Speech', 'Juniper Code', 'x');
    const common = report('common', 200);
    const mine = await give(one, printed(`${common} ${report('one', 8)}`));
    const other = await give(two, printed(`${common} ${report('two', 8)}`));
    expect(await of(mine)).toMatchObject([{ otherId: other, threshold: 80 }]);
    const administrator = await assay.api('administrator');
    const url = '/api/v1/policies/likeness';
    const { headers } = await administrator.get(url);
    let version = headers.etag ?? '';
    const set = async (share: number) => {
      const sent = await administrator.put(url, { figures: { share } }, { 'if-match': version });
      expect(sent.status).toBe(204);
      version = (await administrator.get(url)).headers.etag ?? '';
    };
    await set(100);
    expect(await of(mine)).toEqual([]);
    await set(75);
    expect(await of(mine)).toMatchObject([{ otherId: other, threshold: 75 }]);
    const { headers: seen } = await analyst.get(`/api/v1/evidence/${other}`);
    const gone = await analyst.post(
      `/api/v1/evidence/${other}/withdrawal`,
      { reason: 'Sent by mistake.' },
      { 'if-match': seen.etag ?? '' },
    );
    expect(gone.status).toBeLessThan(300);
    expect(await of(mine)).toEqual([]);
  });

  it('[ASVS 14.2.4] keep no word of the text outside the stored file', async () => {
    const [one] = await newVendors('Kelp Memory', 'x', 'y');
    await give(one, printed(report('nothing kept', 60)));
    const rows = [
      ...(await assay.database.sql<object[]>`SELECT * FROM evidence_fingerprint`),
      ...(await assay.database.sql<object[]>`SELECT * FROM evidence_fingerprint_band`),
      ...(await assay.database.sql<object[]>`SELECT * FROM fingerprint_key`),
      ...(await assay.database.sql<object[]>`SELECT payload, problem FROM job`),
    ];
    expect(rows.length).toBeGreaterThan(32);
    for (const word of words.filter((one) => one.length > 5)) {
      expect(JSON.stringify(rows)).not.toContain(word);
    }
  });

  it('are for those who may read evidence', async () => {
    const [one] = await newVendors('Lark Robots', 'x', 'y');
    expect((await assay.stranger.get(`/api/v1/vendors/${one}/likenesses`)).status).toBe(401);
    expect((await analyst.get('/api/v1/vendors/no-such/likenesses')).status).toBe(404);
    expect((await analyst.get('/api/v1/evidence/no-such/likenesses')).status).toBe(404);
  });
});
