// @ts-check
// Plain JavaScript, so that the same file runs in a process of its own from src/ (tests) and from dist/.
import { docxText } from './docx.mjs';
import { pdfFirstPage, pdfText } from './pdf.mjs';
import { pictureSmaller } from './picture.mjs';

const mostBytes = 120 * 1024 * 1024;
const office = 'application/vnd.openxmlformats-officedocument';

/** @type {Record<string, Record<string, (content: Buffer) => Promise<Uint8Array | string | undefined>>>} */
const tasks = {
  'first-page': {
    'application/pdf': pdfFirstPage,
    'image/png': pictureSmaller,
    'image/jpeg': pictureSmaller,
    'image/webp': pictureSmaller,
  },
  text: {
    'application/pdf': pdfText,
    [`${office}.wordprocessingml.document`]: docxText,
    'text/plain': async (content) => content.toString('utf8', 0, 4 * 1024 * 1024),
  },
};

const [task = '', type = ''] = process.argv.slice(2);
const content = await received();
const result = await tasks[task]?.[type]?.(content);
process.stdout.write(result ?? '', () => process.exit(0));

async function received() {
  /** @type {Buffer[]} */
  const pieces = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    bytes += piece.length;
    if (bytes > mostBytes) process.exit(3);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
