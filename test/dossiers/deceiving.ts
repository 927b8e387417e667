import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { noteWithin, signNote } from '../../src/journal/checkpoints/signed-note.js';
import { sha256 } from '../evidence/files.js';
import { rawZip, type RawPart } from '../hostile-files/raw-zip.js';

export const manyLines = (count: number): string => {
  const hash = sha256('');
  return Array.from({ length: count }, (_, at) => `${hash}  data/${at}\n`).join('');
};

const run = promisify(execFile);
export async function ran(
  program: string,
  args: string[],
): Promise<{ code: number; text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { timeout: 20_000 });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

/** As whoever holds a key of their own can make it: lists that fit what is in it, and a signature that fits the lists. */
export function signedAnew(
  files: ReadonlyMap<string, Buffer>,
  changes: Record<string, (is: string) => string>,
): Map<string, Buffer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const made = new Map(files);
  made.set('signer.pem', Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }) as string));
  const journal = made.get('data/journal.jsonl');
  if (journal) made.set('data/journal.jsonl', resigned(journal, privateKey, publicKey));
  const change = (path: string) => {
    const to = changes[path];
    if (to) made.set(path, Buffer.from(to((made.get(path) ?? '').toString())));
  };
  const list = (paths: string[]) =>
    Buffer.from(paths.map((path) => `${sha256(made.get(path) ?? '')}  ${path}\n`).join(''));
  for (const path of Object.keys(changes)) if (path !== 'manifest-sha256.txt') change(path);
  const all = [...made.keys()];
  const payload = all.filter((path) => path.startsWith('data/'));
  made.set('manifest-sha256.txt', list(payload));
  const octets = payload.reduce((sum, path) => sum + (made.get(path)?.length ?? 0), 0);
  const info = (made.get('bag-info.txt') ?? '').toString();
  made.set(
    'bag-info.txt',
    Buffer.from(info.replace(/Oxum: .*/, `Oxum: ${octets}.${payload.length}`)),
  );
  change('manifest-sha256.txt');
  const tags = all.filter((path) => !path.startsWith('data/') && !path.startsWith('tagmanifest'));
  made.set('tagmanifest-sha256.txt', list(tags));
  made.set(
    'tagmanifest-sha256.txt.sig',
    sign(null, made.get('tagmanifest-sha256.txt') ?? Buffer.of(), privateKey),
  );
  return made;
}

/** The first line says of which checkpoint: one that only the other key signed is none. */
function resigned(journal: Buffer, privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const [first = '', ...rest] = journal.toString().split('\n');
  const said = JSON.parse(first) as { note: string };
  const text = noteWithin(said.note).split('\n\n')[0] + '\n';
  const signer = {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32),
    sign: (content: Buffer) => sign(null, content, privateKey),
  };
  const note = signNote(text, text.split('\n')[0] ?? '', [signer]);
  return Buffer.from([JSON.stringify({ ...said, note }), ...rest].join('\n'));
}

export const zipOf = (files: ReadonlyMap<string, Buffer>, ...more: RawPart[]): Buffer =>
  rawZip({
    parts: [
      ...[...files].map(([path, content]) => ({ name: `d/${path}`, content, method: 0 })),
      ...more.map((part) => ({ method: 0, ...part })),
    ],
  });
