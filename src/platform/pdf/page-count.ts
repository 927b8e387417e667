/**
 * Number of pages of a PDF as browsers write them: through the cross-reference table to the root of the page tree, so text
 * inside the document cannot change the answer. Only what it goes through is read. Throws when the file is not built that way.
 */
export function countPages(pdf: Buffer): number {
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text(pdf, -64))?.[1]);
  const root = reference(text(pdf, pdf.lastIndexOf('trailer')), 'Root');
  const pages = reference(objectAt(pdf, table, root), 'Pages');
  const count = /\/Count (\d+)/.exec(objectAt(pdf, table, pages))?.[1];
  if (count === undefined) throw new Error('the PDF does not say how many pages it has');
  return Number(count);
}

function reference(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1]);
}

function objectAt(pdf: Buffer, table: number, number: number): string {
  const head = /^xref\s+0 \d+\s+/.exec(text(pdf, table, table + 40))?.[0];
  if (head === undefined) throw new Error('the PDF has no cross-reference table');
  const line = table + head.length + number * 20;
  const offset = Number(text(pdf, line, line + 10));
  return text(pdf, offset, pdf.indexOf('endobj', offset));
}

const text = (pdf: Buffer, from: number, to?: number): string =>
  pdf.subarray(from, to).toString('latin1');
