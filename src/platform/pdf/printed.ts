import type { Page, Protocol } from 'puppeteer-core';
import { Breaths } from '../breaths.js';
import { PrintFailed } from './errors.js';

const printing = {
  preferCSSPageSize: true,
  printBackground: true,
  ...{ marginTop: 0, marginRight: 0, marginBottom: 0, marginLeft: 0 },
  generateTaggedPDF: true,
  generateDocumentOutline: true,
  transferMode: 'ReturnAsStream',
} satisfies Protocol.Page.PrintToPDFRequest;

/** Unless told, the browser hands over ten megabytes at once, which take a tenth of a second to be read from its pipe. */
const pieceBytes = 256 * 1024;

/** The page as a PDF: as `page.pdf` of the driver prints it, but taken in small pieces between which others get their turn. */
export async function printed(page: Page, limit: number): Promise<Buffer> {
  await page.evaluate('document.fonts.ready');
  const session = await page.createCDPSession();
  const { stream: handle = '' } = await session.send('Page.printToPDF', printing);
  const pieces: Buffer[] = [];
  let size = 0;
  for (let isLast = false; !isLast;) {
    const { data, base64Encoded, eof } = await session.send('IO.read', {
      handle,
      size: pieceBytes,
    });
    const piece = Buffer.from(data, base64Encoded ? 'base64' : 'utf8');
    size += piece.length;
    if (size > limit) throw new PrintFailed(`The printed document is larger than ${limit} bytes`);
    pieces.push(piece);
    isLast = eof;
  }
  await session.detach();
  return whole(pieces, size);
}

async function whole(pieces: readonly Buffer[], size: number): Promise<Buffer> {
  const breaths = new Breaths();
  const all = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const piece of pieces) {
    await breaths.take();
    at += piece.copy(all, at);
  }
  return all;
}
