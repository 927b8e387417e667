import { rawZip, type RawPart, type RawZip } from './raw-zip.js';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const formats = 'application/vnd.openxmlformats-officedocument';
const relation = `${office}/officeDocument/2006/relationships`;

export const mainTypes = {
  xlsx: `${formats}.spreadsheetml.sheet.main+xml`,
  docx: `${formats}.wordprocessingml.document.main+xml`,
};

export interface MadeOffice extends Omit<RawZip, 'parts'> {
  kind?: 'xlsx' | 'docx';
  mainType?: string;
  /** Further lines of the content types. */
  types?: string;
  /** Further relations of the main part. */
  relations?: string;
  /** Paragraphs of a document, one cell each in a workbook. */
  text?: string[];
  /** Further parts. */
  parts?: RawPart[];
  /** A last change of all parts. */
  change?: (parts: RawPart[]) => RawPart[];
}

/** A small workbook or document that office programs open, or one with something wrong in it. */
export function madeOffice(made: MadeOffice = {}): Buffer {
  const { kind = 'xlsx', parts = [], change = (all) => all, ...zip } = made;
  const own = kind === 'xlsx' ? workbook(made) : document(made);
  return rawZip({ ...zip, parts: change([...own, ...parts]) });
}

function workbook({
  mainType = mainTypes.xlsx,
  types = '',
  relations = '',
  text = ['a'],
}: MadeOffice) {
  const main = `${office}/spreadsheetml/2006/main`;
  const rows = text.map((one) => `<row><c t="inlineStr"><is><t>${one}</t></is></c></row>`).join('');
  const sheets = '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>';
  return [
    contentTypes(
      `<Override PartName="/xl/workbook.xml" ContentType="${mainType}"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${formats}.spreadsheetml.worksheet+xml"/>` +
        types,
    ),
    relationsOf('_rels/.rels', one('rId1', 'officeDocument', 'xl/workbook.xml')),
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}">${sheets}</workbook>`,
    },
    relationsOf(
      'xl/_rels/workbook.xml.rels',
      one('rId1', 'worksheet', 'worksheets/sheet1.xml') + relations,
    ),
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${declaration}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ];
}

function document({
  mainType = mainTypes.docx,
  types = '',
  relations = '',
  text = ['a'],
}: MadeOffice) {
  const main = `${office}/wordprocessingml/2006/main`;
  const paragraphs = text.map((words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`).join('');
  return [
    contentTypes(`<Override PartName="/word/document.xml" ContentType="${mainType}"/>${types}`),
    relationsOf('_rels/.rels', one('rId1', 'officeDocument', 'word/document.xml')),
    {
      name: 'word/document.xml',
      content: `${declaration}<w:document xmlns:w="${main}"><w:body>${paragraphs}</w:body></w:document>`,
    },
    relationsOf('word/_rels/document.xml.rels', relations),
  ];
}

/** One relation, as in a `.rels` part. */
export function one(id: string, type: string, target: string, more = ''): string {
  return `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"${more}/>`;
}

function contentTypes(types: string): RawPart {
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>';
  const list = `<Types xmlns="${office}/package/2006/content-types">${defaults}${types}</Types>`;
  return { name: '[Content_Types].xml', content: declaration + list };
}

function relationsOf(name: string, relations: string): RawPart {
  const list = `<Relationships xmlns="${office}/package/2006/relationships">${relations}</Relationships>`;
  return { name, content: declaration + list };
}
