import { createDeflateRaw, crc32, deflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eicar } from './hostile-texts.js';
import { madeOffice, mainTypes } from './made-office.js';
import { rawZip, type RawPart } from './raw-zip.js';
import { sample, type SampleFile } from './sample-file.js';

const media = (content: Buffer | string, more: Partial<RawPart> = {}): RawPart => ({
  name: 'xl/media/image1.png',
  content,
  ...more,
});
const withPart = (part: RawPart) => madeOffice({ parts: [part] });
const damaged = /damaged/;
const twoThings = /says two things/;
const hidden = /hidden/;
const tooMuch = /far more than it should/;

/** Zeros packed without ever being in memory as a whole. */
async function packedZeros(megabytes: number): Promise<{ packed: Buffer; crc: number }> {
  const block = Buffer.alloc(1 << 20);
  let crc = 0;
  function* blocks() {
    for (let n = 0; n < megabytes; n += 1) {
      crc = crc32(block, crc);
      yield block;
    }
  }
  const packed = await buffer(Readable.from(blocks()).pipe(createDeflateRaw({ level: 1 })));
  return { packed, crc };
}

/** A workbook in a workbook in a workbook …, ten times. */
function nested(): Buffer {
  let inner = madeOffice();
  for (let n = 0; n < 10; n += 1) inner = withPart(media(inner, { name: `xl/media/${n}.bin` }));
  return inner;
}

/** One part stored as it is, whose bytes are the header and data of the next one. */
function overlapping(): Buffer {
  const inner: RawPart = { name: 'xl/media/b.bin', content: Buffer.alloc(500, 'b'), method: 0 };
  const lone = rawZip({ parts: [inner] });
  const made = withPart(
    media(lone.subarray(0, 30 + 14 + 500), { name: 'xl/media/a.bin', method: 0 }),
  );
  const offset = made.indexOf('xl/media/b.bin') - 30;
  return withPart2(made, inner, offset);
}

/** Adds an entry to the directory that points at `offset`. */
function withPart2(zip: Buffer, part: RawPart, offset: number): Buffer {
  const entry = rawZip({ parts: [part] });
  const central = Buffer.from(entry.subarray(entry.indexOf('PK\x01\x02'), -22));
  central.writeUInt32LE(offset, 42);
  const end = Buffer.from(zip.subarray(-22));
  end.writeUInt16LE(end.readUInt16LE(8) + 1, 8);
  end.writeUInt16LE(end.readUInt16LE(10) + 1, 10);
  end.writeUInt32LE(end.readUInt32LE(12) + central.length, 12);
  return Buffer.concat([zip.subarray(0, -22), central, end]);
}

function hugeClaim(): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(1n << 50n, 4);
  return withPart(media('x', { size: 0xffffffff, extra }));
}

function otherName(): Buffer {
  const name = Buffer.from('xl/media/image1.png');
  const other = Buffer.from('../../evil.png');
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x7075, 0);
  extra.writeUInt16LE(5 + other.length, 2);
  extra[4] = 1;
  extra.writeUInt32LE(crc32(name), 5);
  return withPart(media('x', { extra: Buffer.concat([extra, other]) }));
}

const workbook = (
  what: string,
  outcome: RegExp,
  make: () => Buffer | Promise<Buffer>,
): SampleFile => sample(what, 'a.xlsx', outcome, make);

/** Archives that lie about sizes, places and contents. */
export const hostileArchives: SampleFile[] = [
  workbook('a bomb that says so', tooMuch, async () => {
    const { packed, crc } = await packedZeros(310);
    return withPart(media('', { packed, crc, size: 310 << 20 }));
  }),
  workbook('a bomb by its ratio', tooMuch, async () => {
    const { packed, crc } = await packedZeros(40);
    return withPart(media('', { packed, crc, size: 40 << 20 }));
  }),
  workbook('a bomb that claims to be small', damaged, async () => {
    const { packed } = await packedZeros(64);
    return withPart(media('small', { packed }));
  }),
  workbook('a bomb in a hundred parts', tooMuch, async () => {
    const { packed, crc } = await packedZeros(4);
    const parts = Array.from({ length: 100 }, (_, n) =>
      media('', { name: `xl/media/${n}.png`, packed, crc, size: 4 << 20 }),
    );
    return madeOffice({ parts });
  }),
  workbook('a claim of a thousand terabytes', tooMuch, hugeClaim),
  workbook('a workbook in a workbook, ten deep', /an archive/, nested),
  workbook('parts that lie over each other', /over each other|an archive/, overlapping),
  workbook('many names for one part', twoThings, () => {
    const copies = Array.from({ length: 50 }, (_, n) =>
      media('x', { name: `xl/${n}.png`, sameAs: 5 }),
    );
    return madeOffice({ parts: [media('x'), ...copies] });
  }),
  workbook('6,000 parts', /more than 5000 parts/, () =>
    madeOffice({ parts: Array.from({ length: 6_000 }, (_, n) => media('', { name: `xl/${n}` })) }),
  ),
  workbook('a directory that claims more parts', damaged, () => madeOffice({ count: 4_000 })),
  workbook('a directory that claims fewer parts', hidden, () =>
    madeOffice({ count: 3, parts: [media('x')] }),
  ),
  workbook('a local size that differs', twoThings, () => withPart(media('abc', { localSize: 2 }))),
  workbook('a local name that differs', twoThings, () =>
    withPart(media('abc', { localName: 'xl/vbaProject1.bin' })),
  ),
  workbook('a local method that differs', twoThings, () =>
    withPart(media('abc', { localMethod: 0 })),
  ),
  workbook('a wrong checksum', damaged, () => withPart(media('abc', { crc: 1 }))),
  workbook('a size too small', damaged, () => withPart(media('abcdef', { size: 3 }))),
  workbook('a size too large', damaged, () => withPart(media('abc', { size: 3_000 }))),
  workbook('packed data that is no packed data', damaged, () =>
    withPart(media('abc', { packed: Buffer.from('not deflate') })),
  ),
  workbook('a comment with a page', /behind its end/, () =>
    madeOffice({ comment: '<script>1</script>' }),
  ),
  workbook('bytes behind its end', damaged, () => Buffer.concat([madeOffice(), Buffer.from('x')])),
  workbook('bytes between its parts', hidden, () =>
    withPart(media('x', { behind: Buffer.alloc(99) })),
  ),
  workbook('bytes before its end', hidden, () => madeOffice({ beforeEnd: Buffer.alloc(99) })),
  workbook('an archive with a program in front', /is a program/, () =>
    Buffer.concat([Buffer.from('MZ'), Buffer.alloc(98), madeOffice()]),
  ),
  workbook('an archive that breaks off', damaged, () => madeOffice().subarray(0, -100)),
  workbook('an archive cut in half', damaged, () => {
    const made = madeOffice();
    return made.subarray(0, made.length / 2);
  }),
  sample('a document that breaks off', 'a.docx', damaged, () =>
    madeOffice({ kind: 'docx' }).subarray(0, -30),
  ),
  workbook('an empty archive', /not an Excel/, () => rawZip({ parts: [] })),
  workbook('an archive that is no workbook', /not an Excel/, () =>
    rawZip({ parts: [{ name: 'a.txt', content: 'a' }] }),
  ),
  sample('an archive under its own name', 'a.zip', /not accepted \(\.zip\)/, () => madeOffice()),
  sample('an archive called PDF', 'a.pdf', /is a ZIP archive/, () =>
    rawZip({ parts: [{ name: 'a.txt', content: 'a' }] }),
  ),
  sample('a workbook called PDF', 'a.pdf', /is an Excel workbook/, () => madeOffice()),
  workbook('a document called workbook', /call it \.docx/, () => madeOffice({ kind: 'docx' })),
  sample('a workbook called document', 'a.docx', /call it \.xlsx/, () => madeOffice()),
  workbook('an encrypted part', /encrypted/, () => withPart(media('abc', { flags: 1 }))),
  workbook('a strongly encrypted part', damaged, () => withPart(media('abc', { flags: 0x41 }))),
  workbook('an unusual way of packing', /unusual way/, () =>
    withPart(media('abc', { method: 12 })),
  ),
  workbook('a link to elsewhere', /points elsewhere/, () =>
    withPart(media('/etc/passwd', { attributes: (0xa1ff << 16) >>> 0 })),
  ),
  workbook('EICAR in a packed part', /EICAR/, () => withPart(media(eicar))),
  workbook('EICAR far inside a packed part', /EICAR/, () =>
    withPart(media(`${'a'.repeat(70_000)}${eicar}`)),
  ),
  workbook('a second name in an extra field', twoThings, otherName),
  workbook('a part twice', /twice/, () => madeOffice({ parts: [media('a'), media('b')] })),
  workbook('a part twice in other letters', /twice/, () =>
    madeOffice({ parts: [media('a'), media('b', { name: 'XL/MEDIA/IMAGE1.PNG' })] }),
  ),
  workbook('a main part in the wrong place', /not an Excel/, () =>
    rawZip({
      parts: [
        {
          name: '[Content_Types].xml',
          content: `<Types><Override ContentType="${mainTypes.xlsx}"/></Types>`,
        },
      ],
    }),
  ),
  workbook('a part packed twice over', damaged, () =>
    withPart(media('abc', { packed: deflateRawSync(deflateRawSync(Buffer.from('abc'))) })),
  ),
  ...[
    '../evil.xml',
    'xl/../../evil.xml',
    '/etc/passwd',
    'C:/evil.xml',
    'c:evil.xml',
    'xl\\..\\evil.xml',
    '\\\\server\\share\\evil.xml',
    'xl/./evil.xml',
    'xl//evil.xml',
    'xl/.../evil.xml',
    'xl/%2e%2e/evil.xml',
    '..',
  ].map((name) =>
    workbook(`a part called ${name}`, /points elsewhere/, () => withPart(media('x', { name }))),
  ),
  ...['xl/a\0.xml', 'xl/a\nb.xml', 'xl/\u202Elmx.exe', 'xl/con.xml', 'xl/a.xml ', 'xl/a|b'].map(
    (name) =>
      workbook(`a part called ${JSON.stringify(name)}`, /unsafe name/, () =>
        withPart(media('x', { name })),
      ),
  ),
  workbook('a part with an unreadable name', /not readable/, () =>
    withPart(media('x', { name: Buffer.from([0x78, 0xff, 0xfe]) })),
  ),
  workbook('a part with too long a name', /empty or too long/, () =>
    withPart(media('x', { name: 'a'.repeat(300) })),
  ),
];
