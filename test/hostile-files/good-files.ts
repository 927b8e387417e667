import { madeOffice, one } from './made-office.js';
import { pdf } from './made-pdf.js';
import { jpeg, png, webp } from './made-pictures.js';
import { repeated, sample } from './sample-file.js';

const office = 'application/vnd.openxmlformats-officedocument';
const xlsx = `${office}.spreadsheetml.sheet`;
const docx = `${office}.wordprocessingml.document`;
const link = `<Relationship Id="rId9" Type="${'http://schemas.openxmlformats.org'}/officeDocument/2006/relationships/hyperlink" Target="https://vendor.example/?a=1&amp;b=2" TargetMode="External"/>`;

/** What people send every day, and what only looks odd: all of it is accepted. */
export const goodFiles = [
  sample('a PDF', 'report.pdf', 'application/pdf', () => pdf()),
  sample('a PDF of 40 pages', 'r.pdf', 'application/pdf', () =>
    pdf({ pages: Array.from({ length: 40 }, (_, page) => [`Page ${page}`]) }),
  ),
  sample('a PDF with line ends behind its end', 'r.pdf', 'application/pdf', () =>
    Buffer.concat([pdf(), Buffer.from('\r\n\r\n')]),
  ),
  sample('a PDF whose text is about scripts', 'r.pdf', 'application/pdf', () =>
    pdf({
      pages: [['<script>alert(1)</script> was refused.']],
      afterHeader: '%\xe2\xe3\xcf\xd3\n',
    }),
  ),
  sample('a PNG', 'shot.PNG', 'image/png', () => png()),
  sample('a PNG with a note', 's.png', 'image/png', () =>
    png({ chunks: [['tEXt', 'Title\0SOC 2']] }),
  ),
  sample('a JPEG', 'photo.jpeg', 'image/jpeg', () => jpeg()),
  sample('a JPEG with a thumbnail inside', 'p.jpg', 'image/jpeg', () =>
    jpeg({ segments: [[0xe1, Buffer.concat([Buffer.from('Exif\0\0'), jpeg()])]] }),
  ),
  sample('a JPEG padded with zeros', 'p.jpg', 'image/jpeg', () =>
    Buffer.concat([jpeg(), Buffer.alloc(2_000)]),
  ),
  sample('a WebP picture', 'p.webp', 'image/webp', () => webp()),
  sample('a workbook', 'w.xlsx', xlsx, () => madeOffice()),
  sample('a workbook with a link', 'w.xlsx', xlsx, () => madeOffice({ relations: link })),
  sample('a document', 'd.docx', docx, () => madeOffice({ kind: 'docx' })),
  sample('a document with a template of its author', 'd.docx', docx, () =>
    madeOffice({
      kind: 'docx',
      relations: one(
        'rId8',
        'attachedTemplate',
        'file:///C:\\Users\\me\\Letter.dotx',
        ' TargetMode="External"',
      ),
    }),
  ),
  sample('a text', 'notes.txt', 'text/plain', () => Buffer.from('All is well.\r\nÄ, 山, 🙂\n')),
  sample('a text with a byte order mark', 'n.txt', 'text/plain', () => Buffer.from('\uFEFFfine')),
  sample('a text about pages', 'n.txt', 'text/plain', () =>
    Buffer.from('We sent <html><script>alert(1)</script> and it was refused.'),
  ),
  sample('a text that begins like a bitmap', 'n.txt', 'text/plain', () =>
    Buffer.from('BMW, MZ and Rar! are suppliers of ours.'),
  ),
  sample('a CSV', 'list.csv', 'text/csv', () =>
    Buffer.from('name;due\r\n"a ""b""";2026-01-01\r\n'),
  ),
  sample('a CSV of a million fields', 'm.csv', 'text/csv', () =>
    repeated('a,b,"c",1\n', 2_500_000),
  ),
  sample('a CSV of one line', 'm.csv', 'text/csv', () => repeated('a,', 20_000_000)),
  sample('JSON', 'x.json', 'application/json', () =>
    Buffer.from('{"a":[1,-2.5e3,"\\"}",null,true]}\n'),
  ),
  sample('JSON of a million fields', 'm.json', 'application/json', () =>
    repeated('{"a":1},', 8_000_000, '[', '{}]'),
  ),
  sample('XML', 'x.xml', 'application/xml', () =>
    Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?><!-- <!DOCTYPE x> --><r a=">"><b/>&lt;</r>\n',
    ),
  ),
  sample('XML with a page quoted in it', 'x.xml', 'application/xml', () =>
    Buffer.from('<r><![CDATA[<!DOCTYPE html><script>alert(1)</script>]]></r>'),
  ),
  sample('XML of a million fields', 'm.xml', 'application/xml', () =>
    repeated('<a b="c"/>', 10_000_000, '<r>', '</r>'),
  ),
];
