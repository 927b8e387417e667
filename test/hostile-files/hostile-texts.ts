import { gif } from './made-pictures.js';
import { repeated, sample } from './sample-file.js';

const html = '<!doctype html><html><script>alert(1)</script></html>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const laughs = [
  '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">',
  ...Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`),
  ']><l>&l9;</l>',
].join('\n');
const outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>';
const page = 'http://www.w3.org/1999/xhtml';
/** In pieces, so that no scanner takes this file for what it tests. */
export const eicar = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}',
  '$EICAR-STANDARD-ANTIVIRUS-TEST',
  '-FILE!$H+H*',
].join('');

const text = (what: string, name: string, outcome: RegExp, content: string | Buffer) =>
  sample(what, name, outcome, () => Buffer.from(content as string));

/** Pages, drawings, entities, encodings and endless nesting under the names of plain text. */
export const hostileTexts = [
  text('HTML under its own name', 'a.html', /not accepted \(\.html\)/, html),
  text('HTML called text', 'a.txt', /is an HTML page/, html),
  text('HTML called CSV', 'a.csv', /is an HTML page/, `\n \t${html}`),
  text('HTML called JSON', 'a.json', /is an HTML page/, html),
  text('HTML called XML', 'a.xml', /is an HTML page/, html),
  text('HTML called PDF', 'a.pdf', /is an HTML page/, html),
  text('HTML behind a comment', 'a.txt', /is an HTML page/, `<!-- x -->\n${html.slice(15)}`),
  text('a bare script', 'a.txt', /is an HTML page/, '<SCRIPT src=//evil.example></SCRIPT>'),
  text('SVG with a script', 'a.svg', /not accepted \(\.svg\)/, svg),
  text('SVG called XML', 'a.xml', /is an SVG drawing/, svg),
  text('SVG called text', 'a.txt', /is an SVG drawing/, `<?xml version="1.0"?>${svg}`),
  text('SVG called PNG', 'a.png', /is an SVG drawing/, svg),
  text(
    'SVG with a prefix',
    'a.xml',
    /is an SVG drawing/,
    `<x:svg xmlns:x="http://www.w3.org/2000/svg"/>`,
  ),
  text('a page inside XML', 'a.xml', /web page/, `<r><s:script xmlns:s="${page}">1</s:script></r>`),
  text(
    'a page inside XML, spelt in numbers',
    'a.xml',
    /web page/,
    `<r xmlns:s="&#104;ttp:x"><s:a/></r>`,
  ),
  text('XML with a style sheet', 'a.xml', /style sheet/, '<?xml-stylesheet href="x.xsl"?><r/>'),
  text('a billion laughs', 'a.xml', /DOCTYPE/, laughs),
  text('an external entity', 'a.xml', /DOCTYPE/, outside),
  text('a DOCTYPE behind a comment', 'a.xml', /DOCTYPE/, `<!-- c -->${outside}`),
  text('XML that says UTF-7', 'a.xml', /not UTF-8/, '<?xml version="1.0" encoding="UTF-7"?><r/>'),
  text('XML that breaks off', 'a.xml', /breaks off/, '<r><a>1</a><b'),
  text('XML whose comment never ends', 'a.xml', /breaks off/, '<r/><!-- '),
  text('XML with crossed tags', 'a.xml', /not XML from line 3 on/, '<r>\n<a>1\n</r></a>'),
  sample('XML nested without end', 'a.xml', /nested/, () => repeated('<a>', 3_000_000)),
  sample('XML of one tag without end', 'a.xml', /not XML/, () =>
    repeated(' a="b"', 60_000_000, '<r'),
  ),
  text('JSON that breaks off', 'a.json', /breaks off/, '{"a": [1, 2'),
  text('JSON with a program behind', 'a.json', /not JSON/, '{"a":1};alert(1)'),
  text('JSON that is two', 'a.json', /not JSON/, '{}{}'),
  text('JSON with comments', 'a.json', /not JSON/, '{ // note\n"a":1}'),
  text('JSON with crossed brackets', 'a.json', /not JSON/, '{"a":[1}]'),
  text('JSON that is text', 'a.json', /not JSON/, 'hello'),
  sample('JSON nested without end', 'a.json', /nested/, () => repeated('[', 50_000_000)),
  sample('JSON of one text without end', 'a.json', /breaks off/, () =>
    repeated('x', 30_000_000, '["'),
  ),
  text('UTF-16 with its mark', 'a.csv', /UTF-16/, Buffer.from('\uFEFFa;b', 'utf16le')),
  text('UTF-16 without a mark', 'a.txt', /UTF-16/, Buffer.from('plain words'.repeat(9), 'utf16le')),
  text(
    'UTF-16 from the other end',
    'a.txt',
    /UTF-16/,
    Buffer.from('words'.repeat(9), 'utf16le').swap16(),
  ),
  text('Latin-1', 'a.csv', /not UTF-8/, Buffer.from('Käse;Größe\n', 'latin1')),
  text('overlong UTF-8', 'a.txt', /not UTF-8/, Buffer.from([0x61, 0xc0, 0xaf, 0x62])),
  text('UTF-8 that breaks off', 'a.txt', /not UTF-8/, Buffer.from([0x61, 0xe2, 0x82])),
  text('a zero byte', 'a.txt', /no text/, 'first line\nsecond\0line\n'),
  text('the EICAR string', 'eicar.txt', /EICAR/, eicar),
  sample('EICAR across two windows', 'a.csv', /EICAR/, () =>
    Buffer.concat([Buffer.alloc((1 << 20) - 30, 'a'), Buffer.from(eicar)]),
  ),
  text('a GIF that is a program', 'a.txt', /GIF/, gif('=1;alert(1)//').toString('latin1')),
  text('a GIF whose bytes are all letters', 'a.csv', /GIF/, 'GIF89a/*xx*/=1;alert(1)'),
  text('RTF called text', 'a.txt', /RTF/, '{\\rtf1\\object}'),
  text('PostScript called text', 'a.txt', /PostScript/, '%!PS-Adobe-3.0\nshowpage'),
  text('PDF called text', 'a.txt', /is a PDF/, '%PDF-1.4\n%%EOF'),
];
