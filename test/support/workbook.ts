import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The parts of a workbook by their names. */
export async function partsOf(workbook: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const zip = await yauzl.fromBufferPromise(workbook);
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

const decoded = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('_x005F_', '_');

export interface ReadCell {
  /** As ECMA-376 has it: `s` a shared string, `n` a number or a day. */
  type: string;
  value: string;
}

/** The cells of the first sheet, row by row under their column's letters, as a spreadsheet reads them. */
export function cellsOf(parts: Map<string, string>): Record<string, ReadCell>[] {
  const shared = [
    ...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g),
  ].map(([, found = '']) => decoded(found));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    Object.fromEntries(
      [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(
        ([, column = '', attributes = '', inside = '']) => {
          const type = / t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
          const told = /^<v>([^<]*)<\/v>$/.exec(inside)?.[1];
          if (told === undefined) throw new Error(`A cell that holds no mere value: ${inside}`);
          return [column, { type, value: type === 's' ? (shared[Number(told)] ?? '') : told }];
        },
      ),
    ),
  );
}
