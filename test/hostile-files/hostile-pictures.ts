import { eicar } from './hostile-texts.js';
import { madeOffice } from './made-office.js';
import { pdf } from './made-pdf.js';
import { gif, jpeg, png, webp } from './made-pictures.js';
import { rawZip } from './raw-zip.js';
import { repeated, sample } from './sample-file.js';

const html = '<html><script>alert(1)</script></html>';
const zip = () => rawZip({ parts: [{ name: 'evil.js', content: 'alert(1)' }] });
const both = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((one) => Buffer.from(one as string)));
const whole = /breaks off/;

/** Two things at once, cut short, or claiming more than there is. */
export const hostilePictures = [
  sample('PDF and ZIP', 'a.pdf', /also a ZIP/, () => both(pdf(), zip())),
  sample('PDF with a ZIP before its end', 'a.pdf', /also a ZIP/, () =>
    pdf({ beforeEnd: `%${zip().toString('latin1')}\n` }),
  ),
  sample('PDF and a document', 'a.pdf', /also a ZIP/, () =>
    both(pdf(), madeOffice({ kind: 'docx' })),
  ),
  sample('PDF and HTML behind', 'a.pdf', /behind its end/, () => both(pdf(), html)),
  sample('PDF and HTML in front', 'a.pdf', /is an HTML page/, () => both(html, pdf())),
  sample('PDF and HTML in its first comment', 'a.pdf', /web page/, () =>
    pdf({ afterHeader: `%${html}\n` }),
  ),
  sample('PDF behind a program', 'a.pdf', /not a PDF|a program/, () => both('MZ\0\0', pdf())),
  sample('PDF that starts late', 'a.pdf', /not a PDF/, () => both('\n', pdf())),
  sample('PDF of an unknown version', 'a.pdf', /which PDF version/, () => both('%PDF-x', pdf())),
  sample('PDF that breaks off', 'a.pdf', whole, () => pdf().subarray(0, -40)),
  sample('PDF of a header only', 'a.pdf', whole, () => Buffer.from('%PDF-1.7\n')),
  sample('PDF without a table', 'a.pdf', /listed/, () => Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF')),
  sample('PDF with EICAR in it', 'a.pdf', /EICAR/, () => pdf({ objects: [`(${eicar})`] })),
  sample('PNG and HTML', 'a.png', /behind the end/, () => both(png(), html)),
  sample('PNG and ZIP', 'a.png', /also a ZIP/, () => both(png(), zip())),
  sample('PNG with HTML in a note', 'a.png', /web page or program/, () =>
    png({ chunks: [['tEXt', `Comment\0${html}`]] }),
  ),
  sample('PNG with a ZIP in a note', 'a.png', /also a ZIP/, () =>
    png({ chunks: [['zzZz', zip()]] }),
  ),
  sample('PNG that breaks off', 'a.png', whole, () => png().subarray(0, -12)),
  sample('PNG cut within a chunk', 'a.png', whole, () => png().subarray(0, 50)),
  sample('PNG whose chunk is longer than the file', 'a.png', whole, () => {
    const lying = png();
    lying.writeUInt32BE(0xffffffff, 33);
    return lying;
  }),
  sample('PNG of 65,535 by 65,535', 'a.png', /million/, () =>
    png({ width: 65_535, height: 65_535 }),
  ),
  sample('PNG without width', 'a.png', /no width/, () => png({ width: 0 })),
  sample('PNG without a header', 'a.png', /damaged/, () => {
    const made = png();
    return both(made.subarray(0, 8), made.subarray(33));
  }),
  sample('JPEG and ZIP', 'a.jpg', /also a ZIP/, () => both(jpeg(), zip())),
  sample('JPEG with a ZIP in a comment', 'a.jpg', /also a ZIP/, () =>
    jpeg({ segments: [[0xfe, zip()]] }),
  ),
  sample('JPEG and HTML', 'a.jpg', /behind the end/, () => both(jpeg(), html)),
  sample('JPEG with a script in a comment', 'a.jpg', /web page or program/, () =>
    jpeg({ segments: [[0xfe, '*/=1;</x><script>alert(1)</script>/*']] }),
  ),
  sample('JPEG with PHP in its notes', 'a.jpg', /web page or program/, () =>
    jpeg({ segments: [[0xe1, 'Exif\0\0<?php system($_GET[0]);']] }),
  ),
  sample('JPEG that breaks off', 'a.jpg', whole, () => jpeg().subarray(0, -2)),
  sample('JPEG cut within a segment', 'a.jpg', whole, () => jpeg().subarray(0, 60)),
  sample('JPEG of 65,500 by 65,500', 'a.jpg', /million/, () =>
    jpeg({ width: 65_500, height: 65_500 }),
  ),
  sample('JPEG of ends without end', 'a.jpg', /damaged/, () =>
    repeated(Buffer.from([0xff, 0x01]), 5_000_000, Buffer.from([0xff, 0xd8])),
  ),
  sample('WebP and HTML', 'a.webp', /behind the end/, () => both(webp(), html)),
  sample('WebP and ZIP', 'a.webp', /also a ZIP/, () => both(webp(), zip())),
  sample('WebP that breaks off', 'a.webp', whole, () => webp().subarray(0, -6)),
  sample('WebP of an unknown kind', 'a.webp', /damaged/, () => {
    const made = webp();
    made.write('XXXX', 12);
    return made;
  }),
  sample('GIF under its own name', 'a.gif', /not accepted \(\.gif\)/, () => gif()),
  sample('GIF with a program, called PNG', 'a.png', /is a GIF/, () => gif('/*')),
  sample('JPEG called PDF', 'a.pdf', /is a JPEG picture/, () => jpeg()),
  sample('PDF called PNG', 'a.png', /is a PDF/, () => pdf()),
  sample('PNG called JPEG', 'a.jpeg', /is a PNG picture/, () => png()),
  sample('PNG called text', 'a.txt', /is a PNG picture/, () => png()),
  sample('a program called PDF', 'a.pdf', /is a program/, () =>
    both('\x7fELF\x02\x01\x01', Buffer.alloc(200)),
  ),
  sample('a program called a picture', 'a.jpg', /is a program/, () =>
    both('MZ', Buffer.alloc(200)),
  ),
  sample('zeros of 100 MB called PDF', 'a.pdf', /not a PDF/, () => repeated('\0', 104_857_600)),
  sample('zeros of 100 MB called PNG', 'a.png', /not a PNG/, () => repeated('\0', 104_857_600)),
  sample('zeros of 100 MB called text', 'a.txt', /no text/, () => repeated('\0', 104_857_600)),
  sample('zeros of 100 MB called a workbook', 'a.xlsx', /not an Excel/, () =>
    repeated('\0', 104_857_600),
  ),
  sample('zeros of 100 MB behind a PDF', 'a.pdf', whole, () => repeated('\0', 104_857_600, pdf())),
  sample('zeros of 100 MB behind a PNG', 'a.png', /behind the end/, () =>
    repeated('\0', 104_857_600, png()),
  ),
  ...['pdf', 'png', 'jpg', 'webp', 'txt', 'csv', 'json', 'xml', 'xlsx', 'docx'].map((ending) =>
    sample(`nothing at all, called .${ending}`, `a.${ending}`, /is empty/, () => Buffer.alloc(0)),
  ),
];
