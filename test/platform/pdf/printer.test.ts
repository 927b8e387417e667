import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { BrowserMissing, PrintFailed, Printer } from '../../../src/platform/pdf/index.js';
import { fontFaces } from '../../../src/platform/pdf/fonts.js';
import { readPdf } from '../../support/pdf-text.js';

const printer = new Printer();
const impatient = new Printer({ timeLimit: 1 });
const small = new Printer({ pageLimit: 3, htmlLimit: 10_000 });

afterAll(() => Promise.all([printer, impatient, small].map((each) => each.close())));

const page = (text: string) => `<html lang="en"><head><title>T</title></head><p>${text}</p></html>`;
const pagesOf = (count: number) => '<p style="break-after:page">x</p>'.repeat(count - 1) + 'end';

describe('a printed document', () => {
  const html = `<html lang="en"><head><title>Risk & report</title><style>${fontFaces()}
    body { font-family: 'Source Sans 3' }
    @page { margin: 20mm; @bottom-right { content: counter(page) ' of ' counter(pages) } }
    </style></head><body><h1>First Łódź</h1><p>Body /Type /Pages /Count 9</p>
    <h2 style="break-before: page">Second</h2></body></html>`;

  it('has a title, bookmarks, tags, page numbers and the embedded face', async () => {
    const { pdf, pages } = await printer.print({ html, format: 'A4' });
    const read = await readPdf(pdf);
    expect(pages).toBe(2);
    expect(read).toMatchObject({ title: 'Risk & report', isTagged: true });
    expect(read.bookmarks).toEqual(['First Łódź', 'Second']);
    expect(read.pages[0]).toContain('1 of 2');
    expect(read.pages[1]).toContain('2 of 2');
    expect(pdf.toString('latin1')).toMatch(/\/BaseFont \/\w+\+SourceSans3/);
  });

  it.each([
    ['A4', 595, 842],
    ['Letter', 612, 792],
  ] as const)('comes as %s', async (format, width, height) => {
    const { pdf } = await printer.print({ html, format });
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
    expect(Math.round(Number(box[1]))).toBe(width);
    expect(Math.round(Number(box[2]))).toBe(height);
  });
});

describe('limits', () => {
  it('refuses too many pages, too much HTML and too long a wait', async () => {
    const tooLong = small.print({ html: pagesOf(4), format: 'A4' });
    await expect(tooLong).rejects.toThrow('The document has 4 pages; 3 at most');
    const tooLarge = small.print({ html: page('x'.repeat(10_000)), format: 'A4' });
    await expect(tooLarge).rejects.toThrow(PrintFailed);
    expect(await small.print({ html: pagesOf(3), format: 'A4' })).toMatchObject({ pages: 3 });
    const tooSlow = impatient.print({ html: page('x'), format: 'A4' });
    await expect(tooSlow).rejects.toThrow('Printing took longer than 1 ms');
  });
});

describe('the browser', () => {
  it('is found and named in the status', async () => {
    await printer.print({ html: page('warm'), format: 'A4' });
    expect(await printer.status()).toMatchObject({ available: true, isRunning: true });
  });

  it('when missing is told plainly, and what to install', async () => {
    const bare = new Printer({ browser: { path: '', places: [], bundled: false } });
    const printing = bare.print({ html: page('x'), format: 'A4' });
    await expect(printing).rejects.toThrow(BrowserMissing);
    const status = await bare.status();
    expect(status).toMatchObject({ available: false });
    expect(JSON.stringify(status)).toMatch(/apt install chromium.*ASSAY_CHROMIUM/);
    await bare.close();
  });

  it('when configured wrongly is not silently replaced by another', async () => {
    const wrong = new Printer({ browser: { configured: '/nowhere/chromium' } });
    const printing = wrong.print({ html: page('x'), format: 'A4' });
    await expect(printing).rejects.toThrow('ASSAY_CHROMIUM is set to /nowhere/chromium');
    await wrong.close();
  });

  it('when configured to a program that is no browser says so', async () => {
    const wrong = new Printer({ browser: { configured: '/bin/false' } });
    const printing = wrong.print({ html: page('x'), format: 'A4' });
    await expect(printing).rejects.toThrow('/bin/false does not start');
    await wrong.close();
  });

  it('is started again after a crash, also in the middle of a document', async () => {
    // No process has this number: it was killed together with its browser.
    const [dead, alive] = ['999999999', process.pid].map((pid) =>
      mkdtempSync(join(tmpdir(), `assay-printer-${pid}-`)),
    );
    const crashing = new Printer();
    await crashing.print({ html: page('before'), format: 'A4' });
    expect([existsSync(dead ?? ''), existsSync(alive ?? '')]).toEqual([false, true]);
    rmSync(alive ?? '', { recursive: true });
    const [first, ...others] = browsersOfThisProcess().slice(-1);
    expect(others).toEqual([]);
    const printing = crashing.print({ html: page('during'), format: 'A4' });
    process.kill(first ?? 0, 'SIGKILL');
    expect((await readPdf((await printing).pdf)).text).toBe('during');
    const { pdf } = await crashing.print({ html: page('after'), format: 'A4' });
    expect((await readPdf(pdf)).text).toBe('after');
    await crashing.close();
  });

  it('leaves no process behind, finishes what was asked, then refuses', async () => {
    const closing = new Printer();
    const before = browsersOfThisProcess().length;
    const prints = [1, 2, 3, 4].map((n) => closing.print({ html: page(`n${n}`), format: 'A4' }));
    await closing.close();
    expect(await Promise.all(prints)).toHaveLength(4);
    expect(browsersOfThisProcess()).toHaveLength(before);
    await expect(closing.print({ html: page('x'), format: 'A4' })).rejects.toThrow('shutting down');
  });
});

/** Newest last; Linux only, as is the browser that the suite can count on. */
function browsersOfThisProcess(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const isOurs = status.includes(`\nPPid:\t${process.pid}\n`);
        return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('assay-printer-');
      } catch {
        return false;
      }
    })
    .map(Number)
    .sort((a, b) => a - b);
}
