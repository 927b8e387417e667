export interface MadePdf {
  /** The lines of each page. */
  pages?: string[][];
  /** Put between the header and the first object. */
  afterHeader?: string;
  /** Bodies of further objects. */
  objects?: string[];
  /** Put before its end mark, after everything else. */
  beforeEnd?: string;
}

/** A PDF that readers open: text in Helvetica, one object a page, an honest table of contents. */
export function pdf({ pages = [['One page.']], afterHeader = '', ...more }: MadePdf = {}): Buffer {
  const first = 4;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, index) => page(lines, first + 2 * index + 1)),
    ...(more.objects ?? []),
  ];
  let text = `%PDF-1.4\n${afterHeader}`;
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = text.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n${more.beforeEnd ?? ''}`;
  return Buffer.from(`${text}startxref\n${table}\n%%EOF\n`, 'latin1');
}

function page(lines: string[], contents: number): string[] {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  const stream = `BT /F1 10 Tf 14 TL 50 780 Td\n${shown}\nET`;
  return [
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ' +
      `/Resources << /Font << /F1 3 0 R >> >> /Contents ${contents} 0 R >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

/** Words as lines of a page each, as a printed report has them. */
export function pagesOf(text: string, lineLength = 90, linesAPage = 50): string[][] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length >= lineLength) {
      lines.push(line);
      line = '';
    }
    line += (line ? ' ' : '') + word;
  }
  lines.push(line);
  const pages = Math.ceil(lines.length / linesAPage);
  return Array.from({ length: pages }, (_, at) =>
    lines.slice(at * linesAPage, (at + 1) * linesAPage),
  );
}
