import { crc32 } from 'node:zlib';
import { Invalid } from '../errors.js';
import type { Content } from './content.js';
import { EicarWatch } from './eicar.js';
import { mainKindOf, partProblem, readsWhole, type OfficeKind } from './office-parts.js';
import { partNameProblem, shownName } from './part-name.js';
import { refuse } from './refuse.js';
import { Zip, type ZipPart } from './zip.js';

/** Bytes that the parts of one document may be when unpacked, all together. */
export const unpackedLimit = 300 * 1024 * 1024;
const mostParts = 5_000;
/** Real workbooks unpack to 5 to 20 times their size. */
const highestRatio = 150;
const ratioCountsFrom = 20 * 1024 * 1024;
const wholePartLimit = 1024 * 1024;
const headBytes = 4 * 1024;
const longestDescriptor = 24;
const endRecords = [22, 98];
const contentTypes = '[Content_Types].xml';
const again = 'save it again in the program it was made with';

/**
 * A workbook or document: a ZIP file that is whole, says the truth about itself, holds the parts of its kind and nothing
 * that runs or was put inside. Everything is really unpacked, to nowhere, and counted.
 */
export async function checkOffice(content: Content, kind: OfficeKind): Promise<void> {
  try {
    const zip = await Zip.open(content);
    const parts = await checkDirectory(zip, content);
    const types = await unpackAll(zip, parts, content);
    checkKind(kind, parts, types);
  } catch (error) {
    if (content.failure) throw content.failure;
    if (error instanceof Invalid) throw error;
    refuse(`breaks off or is damaged: send the whole file, or ${again}`);
  }
}

/** Which kind a ZIP file is, as far as that can be seen without checking it. */
export async function officeKindOf(content: Content): Promise<OfficeKind | undefined> {
  try {
    const zip = await Zip.open(content);
    let seen = 0;
    for await (const part of zip.parts()) {
      const name = part.name.toString('utf8');
      if (name === 'xl/workbook.xml') return 'xlsx';
      if (name === 'word/document.xml') return 'docx';
      if ((seen += 1) > 200) return undefined;
    }
  } catch {
    if (content.failure) throw content.failure;
  }
  return undefined;
}

async function checkDirectory(zip: Zip, content: Content): Promise<ZipPart[]> {
  if (zip.count > mostParts) refuse(`holds more than ${mostParts} parts: ${again}`);
  if (zip.commentBytes > 0) refuse(`has something behind its end: ${again}`);
  const parts: ZipPart[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  for await (const part of zip.parts()) {
    const problem = partNameProblem(part.name);
    if (problem) refuse(`holds ${problem}: ${again}`);
    const name = part.name.toString('utf8');
    if (names.has(name.toLowerCase())) refuse(`holds ${shownName(name)} twice: ${again}`);
    names.add(name.toLowerCase());
    checkPart(part, name);
    unpacked += part.unpacked;
    checkSize(unpacked, content);
    parts.push(part);
  }
  checkLayout(zip, parts, content);
  return parts;
}

function checkPart(part: ZipPart, name: string): void {
  if (part.isEncrypted) refuse('is encrypted: save it again without a password');
  if (part.isLink) refuse(`holds a part that points elsewhere (${shownName(name)}): ${again}`);
  if (part.hasOtherName || part.localLies) refuse(`says two things about one part: ${again}`);
  if (part.method !== 0 && part.method !== 8) refuse(`is packed in an unusual way: ${again}`);
  const problem = partProblem(name);
  if (problem) refuse(problem);
}

function checkSize(unpacked: number, content: Content): void {
  const tooMuch = unpacked > unpackedLimit;
  const tooDense = unpacked > ratioCountsFrom && unpacked > highestRatio * content.bytes;
  if (tooMuch || tooDense) {
    refuse('unpacks to far more than it should: split it, or print it to PDF and send that');
  }
}

/** Parts stand one behind the other from the first byte to the directory, and nothing is hidden between them. */
function checkLayout(zip: Zip, parts: ZipPart[], content: Content): void {
  let at = 0;
  for (const part of parts.toSorted((a, b) => a.from - b.from)) {
    const gap = part.from - at;
    if (gap < 0) refuse(`has parts that lie over each other: ${again}`);
    if (gap > (at === 0 ? 0 : longestDescriptor)) hidden();
    at = part.dataFrom + part.packed;
  }
  const gap = zip.directoryStart - at;
  if (gap < 0 || gap > longestDescriptor) hidden();
  if (!endRecords.includes(content.bytes - zip.directoryEnd)) hidden();
}

function hidden(): never {
  refuse(`has something hidden between its parts: ${again}`);
}

/** Unpacks every part and gives back the content types. */
async function unpackAll(zip: Zip, parts: ZipPart[], content: Content): Promise<string> {
  let types = '';
  let unpacked = 0;
  for (const part of parts) {
    const name = part.name.toString('utf8');
    const isWhole = readsWhole(name);
    const kept: Buffer[] = [];
    const eicar = new EicarWatch();
    let [bytes, sum] = [0, 0];
    for await (const piece of (await zip.unpack(part)) as AsyncIterable<Buffer>) {
      if (bytes < (isWhole ? wholePartLimit : headBytes)) kept.push(piece);
      eicar.look(piece);
      bytes += piece.length;
      sum = crc32(piece, sum);
      unpacked += piece.length;
      content.spend(piece.length);
      checkSize(unpacked, content);
    }
    if (bytes !== part.unpacked || sum !== part.crc32) refuse(`is damaged: ${again}`);
    if (isWhole && bytes > wholePartLimit) refuse(`lists too much: ${again}`);
    const problem = partProblem(name, Buffer.concat(kept));
    if (problem) refuse(problem);
    if (name === contentTypes) types = Buffer.concat(kept).toString('utf8');
  }
  return types;
}

function checkKind(kind: OfficeKind, parts: ZipPart[], types: string): void {
  const found = mainKindOf(types);
  const main = kind === 'xlsx' ? 'xl/workbook.xml' : 'word/document.xml';
  const hasMain = parts.some(({ name }) => name.toString('utf8') === main);
  if (found === kind && hasMain) return;
  if (kind === 'docx' && found === 'xlsx')
    refuse('is called .docx but is an Excel workbook: call it .xlsx');
  if (kind === 'xlsx' && found === 'docx')
    refuse('is called .xlsx but is a Word document: call it .docx');
  const one = kind === 'xlsx' ? 'an Excel workbook' : 'a Word document';
  refuse(`is called .${kind} but is not ${one}: open it, and save it again as one`);
}
