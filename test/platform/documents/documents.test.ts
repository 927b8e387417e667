import { afterAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { Documents } from '../../../src/platform/documents/index.js';
import { hostileFiles, streamOf, type Bytes } from '../../hostile-files/index.js';
import { madeOffice } from '../../hostile-files/made-office.js';
import { pagesOf, pdf } from '../../hostile-files/made-pdf.js';
import { jpeg, png, webp } from '../../hostile-files/made-pictures.js';

const office = 'application/vnd.openxmlformats-officedocument';
const docx = `${office}.wordprocessingml.document`;
const types: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  docx,
};
const of = (bytes: Buffer) => Readable.from([bytes], { objectMode: false });

interface Seen {
  width: number;
  height: number;
  /** Share of pixels that are not white, 0 to 1. */
  ink: number;
}

async function seen(picture: Buffer | undefined): Promise<Seen> {
  if (!picture) throw new Error('there is no picture');
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(picture);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) < 128) dark += 1;
  return { width, height, ink: dark / (width * height) };
}

describe('documents read in a process of their own', () => {
  const documents = new Documents();
  afterAll(() => documents.onApplicationShutdown());

  it('draws the first page of a PDF, 900 pixels wide, with its words on it', async () => {
    const full = pdf({ pages: pagesOf('The controls were tested. '.repeat(200)) });
    const first = await documents.firstPage('application/pdf', of(full));
    expect(first?.subarray(1, 4).toString()).toBe('PNG');
    const { width, height, ink } = await seen(first);
    expect([width, height]).toEqual([900, 1274]);
    expect(ink).toBeGreaterThan(0.02);
  });

  it.each([
    ['image/png', png({ width: 30, height: 20 }), 30, 20],
    ['image/jpeg', jpeg(), 8, 8],
    ['image/webp', webp(), 1, 1],
  ])('draws a %s anew', async (type, content, width, height) => {
    expect(await seen(await documents.firstPage(type, of(content)))).toMatchObject({
      width,
      height,
    });
  });

  it('draws a large picture smaller', async () => {
    const { createCanvas } = await import('@napi-rs/canvas');
    const large = await createCanvas(3_000, 1_000).encode('png');
    expect(await seen(await documents.firstPage('image/png', of(large)))).toMatchObject({
      width: 900,
      height: 300,
    });
  });

  it('reads the words of a PDF and of a Word document', async () => {
    const text = 'The auditor found no exceptions (none) in the period.';
    expect(
      await documents.text('application/pdf', of(pdf({ pages: [[text], ['Second.']] }))),
    ).toMatch(/^The auditor found no exceptions \(none\) in the period\.\s+Second\.\s+$/);
    const made = madeOffice({ kind: 'docx', text: ['A &lt; B &amp; C', 'Second'] });
    expect(await documents.text(docx, of(made))).toBe('A < B & C\nSecond\n');
  });

  it('has neither picture nor words of anything else', async () => {
    expect(await documents.firstPage('text/csv', of(Buffer.from('a,b')))).toBeUndefined();
    expect(await documents.text('image/png', of(png()))).toBe('');
  });

  it('[ASVS 5.2.6] does not decode a picture that claims too many pixels', async () => {
    const huge = png({ width: 20_000, height: 20_000 });
    expect(await documents.firstPage('image/png', of(huge))).toBeUndefined();
    const wide = jpeg({ width: 65_000, height: 65_000 });
    expect(await documents.firstPage('image/jpeg', of(wide))).toBeUndefined();
  });

  it('ends what takes too long, answers too much or needs too much memory, and goes on', async () => {
    const long = pdf({ pages: pagesOf('word '.repeat(200_000)) });
    expect(await documents.text('application/pdf', of(long), { time: 50 })).toBe('');
    expect(await documents.text('application/pdf', of(long), { answer: 1_000 })).toBe('');
    expect(await documents.text('application/pdf', of(long), { heap: 8 })).toBe('');
    expect(await documents.text('application/pdf', of(pdf()))).toContain('One page.');
  });

  it('does nothing for a PDF that loops, nests or points at itself', async () => {
    const hostile = [
      pdf({ objects: ['5 0 R', '6 0 R'] }),
      Buffer.from(pdf().toString('latin1').replace('/Kids [4 0 R]', '/Kids [2 0 R]'), 'latin1'),
      Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1_000_000, '[')]),
      pdf({ pages: [Array.from({ length: 3 }, () => '\\'.repeat(5_000))] }),
    ];
    for (const one of hostile) {
      await documents.firstPage('application/pdf', of(one), { time: 5_000 });
      await documents.text('application/pdf', of(one), { time: 5_000 });
    }
    expect(await documents.text('application/pdf', of(pdf()))).toContain('One page.');
  });

  it('outlives hostile files that have a reader', async () => {
    const small: [string, Bytes][] = [];
    for (const { name, make } of hostileFiles) {
      const type = types[name.slice(name.lastIndexOf('.') + 1)];
      const bytes = await make();
      if (type && bytes.length > 0 && bytes.length < 1_000_000) small.push([type, bytes]);
    }
    expect(small.length).toBeGreaterThan(40);
    for (const [type, bytes] of small.filter((_, at) => at % 3 === 0)) {
      const limits = { time: 5_000 };
      if (type === docx) await documents.text(type, streamOf(bytes), limits);
      else await documents.firstPage(type, streamOf(bytes), limits);
    }
    expect(await documents.text('application/pdf', of(pdf()))).toContain('One page.');
  });

  it('[ASVS 5.3.1] reaches nothing outside, whatever the document asks for', async () => {
    let reached = 0;
    const canary = createServer((socket) => socket.destroy(void (reached += 1))).listen(
      0,
      '127.0.0.1',
    );
    await once(canary, 'listening');
    const { port } = canary.address() as { port: number };
    const address = `http://127.0.0.1:${port}/x`;
    const asks = pdf({
      objects: [
        `<< /Type /Action /S /URI /URI (${address}) >>`,
        `<< /Type /Action /S /JavaScript /JS (app.launchURL\\("${address}"\\)) >>`,
        `<< /Type /Filespec /F (${address}) /FS /URL >>`,
      ],
    });
    await documents.firstPage('application/pdf', of(asks));
    await documents.text('application/pdf', of(asks));
    canary.close();
    expect(reached).toBe(0);
  });

  it('says so when the content cannot be read', async () => {
    const broken = Readable.from(
      (async function* () {
        yield pdf().subarray(0, 100);
        throw new Error('the file is broken');
      })(),
      { objectMode: false },
    );
    await expect(documents.text('application/pdf', broken)).rejects.toThrow('the file is broken');
  });
});
