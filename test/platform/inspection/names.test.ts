import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  acceptAttribute,
  acceptedInWords,
  contentDisposition,
  inspect,
  storedName,
} from '../../../src/platform/inspection/index.js';
import { hostileNames } from '../../hostile-files/index.js';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029/\\:*?"<>|]/u;

function expectSafe(name: string): void {
  expect(name).not.toBe('');
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(name).not.toMatch(unsafe);
  expect(name).not.toMatch(reserved);
  expect(name).not.toMatch(/^[. ]|[. ]$/);
}

/** What a browser makes of the header: RFC 6266 with RFC 8187. */
function savedAs(header: string): string {
  const [, plain, , whole] =
    /^attachment; filename="([A-Za-z0-9._ -]*)"(; filename\*=UTF-8''([A-Za-z0-9%._~-]+))?$/.exec(
      header,
    ) ?? [];
  return whole === undefined ? (plain ?? '') : decodeURIComponent(whole);
}

describe('names of uploaded files', () => {
  it('there are 200 hostile ones', () => expect(new Set(hostileNames).size).toBe(200));

  it.each(hostileNames.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    '[ASVS 5.3.2] keeps nothing of what is hostile in %s',
    async (_, name) => {
      const kept = storedName(name);
      expectSafe(kept);
      expect(storedName(kept)).toBe(kept);
      expect(savedAs(contentDisposition(name))).toBe(kept);
      const content = Buffer.from('All is well.');
      const read = async (from: number, length: number) => content.subarray(from, from + length);
      if (!kept.endsWith('.txt')) return;
      expect(await inspect({ name, bytes: 12, read })).toEqual({
        type: 'text/plain',
        extension: 'txt',
      });
    },
  );

  it.each([
    ['Report 2026 (final).pdf', 'Report 2026 (final).pdf'],
    ['C:\\Users\\me\\Report.pdf', 'Report.pdf'],
    ['/home/me/Report.pdf', 'Report.pdf'],
    ['..', 'file'],
    ['', 'file'],
    ['con.pdf', '_con.pdf'],
    ['console.pdf', 'console.pdf'],
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['über  die\tBücher.pdf', 'über dieBücher.pdf'],
    ['山田.pdf', '山田.pdf'],
    [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(251)}.pdf`],
    [`${'é'.repeat(200)}.pdf`, `${'é'.repeat(125)}.pdf`],
  ])('keeps %j as %j', (given, kept) => expect(storedName(given)).toBe(kept));

  it('keeps any name safe, and the same the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const kept = storedName(name);
        expectSafe(kept);
        expect(storedName(kept)).toBe(kept);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[ASVS 5.4.1] sends any name as one header that says attachment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const header = contentDisposition(name);
        expect(header).toMatch(/^[\x20-\x7e]+$/);
        expect(savedAs(header)).toBe(storedName(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what may be uploaded, for the field and for people', () => {
    expect(acceptAttribute.split(',')).toContain('.docx');
    expect(acceptAttribute).not.toMatch(/svg|html|zip/);
    expect(acceptedInWords).toMatch(/^PDF, .+ or XML$/);
  });
});
