import {
  acceptedByExtension,
  acceptedInWords,
  acceptedTypes,
  type AcceptedType,
} from './accepted-types.js';
import { Content, type InspectedFile } from './content.js';
import { EicarWatch } from './eicar.js';
import { identify, type Identity } from './identify.js';
import { checkJpeg } from './jpeg.js';
import { checkJson } from './json.js';
import { checkNoArchive } from './no-archive.js';
import { checkOffice, officeKindOf, unpackedLimit } from './office.js';
import { checkPdf } from './pdf.js';
import { checkPng } from './png.js';
import { refuse } from './refuse.js';
import { storedName } from './stored-name.js';
import { checkText } from './text.js';
import { checkWebp } from './webp.js';
import { checkXml } from './xml.js';

export interface Inspected {
  type: string;
  /** The usual one of its kind, without the dot. */
  extension: string;
}

const headBytes = 8 * 1024;

/**
 * Says what an uploaded file is, or throws Invalid with a clause for the field `file`: only kinds on our list, only under
 * a name that fits, only whole, and nothing that is two things at once. It reads a window at a time and stops at a
 * limit of work, however the file was made.
 */
export async function inspect(file: InspectedFile): Promise<Inspected> {
  if (file.bytes === 0) refuse('is empty: choose the file again, and look at it first');
  const accepted = byName(file.name);
  const content = new Content(file, 6 * file.bytes + unpackedLimit + 32 * 1024 * 1024);
  const identity = await identify(await content.head(headBytes), accepted.kind);
  await checkFits(accepted, identity, content);
  await checkFor(accepted, content);
  return { type: accepted.type, extension: accepted.extensions[0] };
}

function byName(name: string): AcceptedType {
  const safe = storedName(name);
  const dot = safe.lastIndexOf('.');
  if (dot === -1) {
    refuse(`has no ending that says what it is, like .pdf: send ${acceptedInWords}`);
  }
  const extension = safe.slice(dot + 1).toLowerCase();
  return (
    acceptedByExtension(extension) ??
    refuse(
      `is of a kind that is not accepted (.${extension.slice(0, 16)}): send ${acceptedInWords}`,
    )
  );
}

async function checkFits(accepted: AcceptedType, identity: Identity, content: Content) {
  const { kind } = accepted;
  if (kind === 'xlsx' || kind === 'docx') {
    if (identity.kind !== 'zip') mismatch(accepted, identity);
    return;
  }
  if (identity.kind === 'zip') {
    mismatch(accepted, { words: named(await officeKindOf(content)) ?? 'a ZIP archive' });
  }
  const hasSignature = ['pdf', 'png', 'jpeg', 'webp'].includes(kind);
  if (hasSignature ? identity.kind !== kind : identity.kind !== undefined || identity.words) {
    mismatch(accepted, identity);
  }
}

function mismatch({ extensions, one }: AcceptedType, identity: Identity): never {
  const [extension] = extensions;
  const really = identity.words ?? named(identity.kind);
  if (!really)
    refuse(`is called .${extension} but is not ${one}: open it, and save it again as one`);
  refuse(
    `is called .${extension} but is ${really}: send ${acceptedInWords}, under a name that fits`,
  );
}

function named(kind: string | undefined): string | undefined {
  return acceptedTypes.find((one) => one.kind === kind)?.one;
}

async function checkFor({ kind }: AcceptedType, content: Content): Promise<void> {
  if (kind === 'xlsx' || kind === 'docx') return checkOffice(content, kind);
  await checkNoArchive(content);
  switch (kind) {
    case 'pdf':
      await checkPdf(content);
      return sweep(content);
    case 'png':
      await checkPng(content);
      return sweep(content);
    case 'jpeg':
      await checkJpeg(content);
      return sweep(content);
    case 'webp':
      await checkWebp(content);
      return sweep(content);
    case 'txt':
    case 'csv':
      return checkText(content);
    case 'json':
      return checkJson(content);
    case 'xml':
      return checkXml(content);
  }
}

async function sweep(content: Content): Promise<void> {
  const eicar = new EicarWatch();
  for await (const piece of content.windows()) eicar.look(piece);
}
