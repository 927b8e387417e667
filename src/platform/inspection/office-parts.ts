import { shownName } from './part-name.js';
import { attributesOf, tagsOf } from './xml-tag.js';

export type OfficeKind = 'xlsx' | 'docx';

const withoutMacros = 'save it again without macros (as .xlsx or .docx)';
const unusual = 'spells its lists in an unusual way: save it again as a new file';
const withoutObjects = 'take the object out, or print it to PDF and send that';

const macroNames = /(^|\/)vba[^/]*$|(^|\/)(macrosheets|vba)\//i;
const objectNames = /(^|\/)(embeddings|activex|oleobjects)\//i;
const macroWords = /macroenabled|vbaproject|vbadata|macrosheet|ms-office\.vba/i;
const objectWords = /oleobject|activex|\/(package|afchunk|control)$/i;
const externalAllowed = /\/(hyperlink|externalLinkPath|xlExternalLinkPath\/\w+)$/i;

/** Beginnings of what has no business inside a document, whatever its name. */
const foreign: readonly [readonly number[], string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'an embedded object'],
  [[0x50, 0x4b, 0x03, 0x04], 'an archive'],
  [[0x52, 0x61, 0x72, 0x21], 'an archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'an archive'],
  [[0x1f, 0x8b, 0x08], 'an archive'],
  [[0x4d, 0x5a], 'a program'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
];

/** Parts that are read to their end rather than only at their beginning. */
export const readsWhole = (name: string): boolean =>
  name === '[Content_Types].xml' || name.toLowerCase().endsWith('.rels');

/**
 * Why a document with such a part is refused: by its name alone, or by its content too (the whole of what `readsWhole`
 * names, otherwise the first kilobytes). Undefined when nothing is wrong with it.
 */
export function partProblem(name: string, content?: Buffer): string | undefined {
  if (macroNames.test(name)) return `holds macros (${shownName(name)}): ${withoutMacros}`;
  if (objectNames.test(name)) return `holds an object (${shownName(name)}): ${withoutObjects}`;
  if (!content) return undefined;
  const inside = foreign.find(([start]) =>
    content.subarray(0, start.length).equals(Buffer.from(start)),
  );
  if (inside) return `holds ${inside[1]} (${shownName(name)}): ${withoutObjects}`;
  if (!/\.(xml|rels|vml)$/i.test(name)) return undefined;
  return xmlProblem(name, content);
}

/** What the content types say the document is. */
export function mainKindOf(types: string): OfficeKind | undefined {
  const all = valuesOf(types, 'ContentType');
  if (all.some((one) => /\.spreadsheetml\.sheet\.main\+xml$/i.test(one))) return 'xlsx';
  if (all.some((one) => /\.wordprocessingml\.document\.main\+xml$/i.test(one))) return 'docx';
  return undefined;
}

function xmlProblem(name: string, content: Buffer): string | undefined {
  const text = content.toString('utf8');
  if (/<!(doctype|entity)/i.test(text) || /<!(doctype|entity)/i.test(content.toString('utf16le'))) {
    return `declares a DOCTYPE or entities (${shownName(name)}): save it again as a new file`;
  }
  if (/<(\w+:)?(ddeLink|oleLink)\b/.test(text)) {
    return `asks another program for its values (${shownName(name)}): ${withoutObjects}`;
  }
  if (!readsWhole(name)) return undefined;
  if (content.includes(0)) return unusual;
  return name === '[Content_Types].xml' ? typesProblem(text) : relationsProblem(text);
}

function typesProblem(text: string): string | undefined {
  const types = valuesOf(text, 'ContentType');
  if (types.some((one) => one.includes('&'))) return unusual;
  if (types.some((one) => macroWords.test(one))) {
    return `holds macros: ${withoutMacros}`;
  }
  if (types.some((one) => objectWords.test(one))) return `holds an object: ${withoutObjects}`;
  return undefined;
}

function relationsProblem(text: string): string | undefined {
  for (const tag of tagsOf(text)) {
    const relation = Object.fromEntries(attributesOf(tag)) as Record<string, string>;
    const { Type: type = '', TargetMode: mode = '', Target: target = '' } = relation;
    if (`${type}${mode}`.includes('&')) return unusual;
    if (macroWords.test(type)) return `holds macros: ${withoutMacros}`;
    if (objectWords.test(type)) return `holds an object: ${withoutObjects}`;
    if (mode.trim().toLowerCase() !== 'external') continue;
    if (externalAllowed.test(type) || isOwnTemplate(type, target)) continue;
    const what = shownName(type.slice(type.lastIndexOf('/') + 1));
    return `loads something from elsewhere when opened (${what}): break its links, and save it again`;
  }
  return undefined;
}

/** Word notes the template of its author's own disk in many documents; that one reaches nobody's network. */
const isOwnTemplate = (type: string, target: string): boolean =>
  /\/attachedTemplate$/i.test(type) && /^(file:\/\/\/)?[a-z]:[\\/]/i.test(target);

function valuesOf(text: string, attribute: string): string[] {
  return tagsOf(text).flatMap((tag) =>
    attributesOf(tag)
      .filter(([name]) => name === attribute)
      .map(([, value]) => value),
  );
}
