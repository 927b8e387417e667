import type { Content } from './content.js';
import { holdsMarkup } from './markup.js';
import { refuse } from './refuse.js';

const again = 'save or print it to PDF again';

/** A PDF from its first byte to its last: header, end mark, nothing else behind it, no page before its objects. */
export async function checkPdf(content: Content): Promise<void> {
  const head = await content.head(1024);
  if (!/^%PDF-[12]\.\d/.test(head.toString('latin1', 0, 8))) {
    refuse(`does not say which PDF version it is: ${again}`);
  }
  if (holdsMarkup(beforeObjects(head))) refuse(`is also a web page: ${again}`);
  const tail = (await content.tail(2048)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end === -1) refuse(`breaks off before its end: send the whole file, or ${again}`);
  if (!/^[\s\0]*$/.test(tail.slice(end + 5))) refuse(`has something behind its end: ${again}`);
  if (!/startxref\s+\d+\s+$/.test(tail.slice(0, end))) {
    refuse(`does not say where its contents are listed: ${again}`);
  }
}

function beforeObjects(head: Buffer): Buffer {
  const first = /\d\s+\d+\s+obj\b/.exec(head.toString('latin1'));
  return head.subarray(0, first?.index ?? head.length);
}
