// Verifies this dossier with Node 18 or later alone. Run it where it lies, or name the folder:
//   node verify.mjs [FOLDER]
// Exit code: 0 everything is as it was signed, 1 it is not, 2 it could not be checked.
// It also recomputes every entry of the journal in it, and follows each to the signed checkpoint.
import { createHash, createPublicKey, verify as isSigned } from 'node:crypto';
import { createReadStream, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const tagManifest = 'tagmanifest-sha256.txt';
const signature = `${tagManifest}.sig`;
const manifest = 'manifest-sha256.txt';
const mostText = 64 * 1024 * 1024;
const mostShort = 64 * 1024;
const mostProblems = 1_000;
const mostFiles = 100_000;
const linesAtOnce = 2_000;
const mostLine = 8 * 1024 * 1024;
const opening = '"content":';
const ed25519 = Buffer.from([1]);

/**
 * @typedef {{ list(): Promise<string[]>, open(path: string): Promise<AsyncIterable<Uint8Array>> }} Files
 * @typedef {{ problems: string[], fingerprint?: string, files: number, bytes: number, entries: number,
 *   checkpoint?: { origin: string, size: number, root: string }, withheld: { path: string, sha256: string, why: string, instead?: string }[],
 *   info: [string, string][] }} Verdict
 */

/**
 * Checks a dossier of which one can list and open the files, paths below its one folder.
 * @param {Files} files
 * @returns {Promise<Verdict>} as it was signed where `problems` is empty
 */
export async function verifyDossier(files) {
  /** @type {Verdict} */
  const verdict = { problems: [], files: 0, bytes: 0, entries: 0, withheld: [], info: [] };
  const { problems } = verdict;
  const names = await files.list();
  const there = new Set(names);
  const missing = [tagManifest, signature, manifest, 'signer.pem', 'bagit.txt', 'bag-info.txt'].filter(
    (path) => !there.has(path),
  );
  if (missing.length > 0) {
    const are = missing.length > 1 ? 'are' : 'is';
    problems.push(`This is not a dossier, or not a whole one: ${missing.join(', ')} ${are} missing.`);
    return verdict;
  }
  const signed = await bytes(files, tagManifest, mostShort);
  if (isConverted(signed.toString())) {
    problems.push('The line ends of its text files were converted on the way. Unpack the zip again, with nothing that converts them.');
    return verdict;
  }
  const key = keyOf(await text(files, 'signer.pem', mostShort));
  if (!key) problems.push('signer.pem holds no Ed25519 public key.');
  else {
    verdict.fingerprint = sha256(key.export({ format: 'der', type: 'spki' }));
    if (!isSigned(null, signed, key, await bytes(files, signature, mostShort))) {
      problems.push(`The signature over ${tagManifest} does not fit signer.pem.`);
    }
  }
  const tags = await listedIn(signed.toString(), tagManifest, problems);
  const payload = await listedIn(await text(files, manifest), manifest, problems);
  if (!tags.has(manifest)) problems.push(`${tagManifest} does not list ${manifest}.`);
  for (const path of payload.keys()) {
    if (!path.startsWith('data/')) problems.push(`${manifest} lists ${path}, which is not in data/.`);
  }
  const listed = new Map([...tags, ...payload]);
  for (const path of names) {
    if (!listed.has(path) && path !== tagManifest && path !== signature) problems.push(`${path} was added.`);
  }
  for (const [path, hash] of listed) {
    if (problems.length > mostProblems) break;
    if (!there.has(path)) {
      problems.push(`${path} is missing.`);
      continue;
    }
    const found = await measured(files, path);
    if (found.sha256 !== hash) problems.push(`${path} was changed.`);
    verdict.files += 1;
    if (payload.has(path)) verdict.bytes += found.bytes;
  }
  if (problems.length > 0) return told(verdict);
  await checkBag(files, payload, verdict);
  if (key && payload.has('data/journal.jsonl')) await checkJournal(files, key, verdict);
  if (payload.has('data/withheld.json')) await readWithheld(files, verdict);
  return told(verdict);
}

/** Whoever made it may have made it to say a million things. */
function told(verdict) {
  if (verdict.problems.length > mostProblems) {
    verdict.problems = [...verdict.problems.slice(0, mostProblems), 'More is wrong than is listed here.'];
  }
  return verdict;
}

/** A part at a time, in the one form in which it is written: there may be a hundred thousand, or what only looks like them. */
async function readWithheld(files, verdict) {
  const frame = /^(?:\{| {2}"profile": "[a-z-]+",| {2}"withheld": \[\]?| {2}\]|\})$/;
  const isNone = () => verdict.problems.push('data/withheld.json is no list of what is withheld.');
  let count = 0;
  let part;
  for await (const line of linesOf(files, 'data/withheld.json')) {
    count += 1;
    if (count % linesAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    if (part === undefined) {
      if (line === '    {') part = '{';
      else if (!frame.test(line)) return isNone();
    } else if (/^ {4}\},?$/.test(line)) {
      const one = JSON.parse(`${part}}`);
      if (![one.path, one.sha256, one.why].every((field) => typeof field === 'string')) return isNone();
      verdict.withheld.push(one);
      part = undefined;
    } else if (part.length + line.length > mostShort) return isNone();
    else part += line;
  }
  if (count === 0 || part !== undefined) isNone();
}

/** What BagIt 1.0 (RFC 8493) asks for beyond hashes. */
async function checkBag(files, payload, verdict) {
  if (!/^BagIt-Version: 1\.0\nTag-File-Character-Encoding: UTF-8\n?$/.test(await text(files, 'bagit.txt', mostShort))) {
    verdict.problems.push('bagit.txt is not that of a BagIt 1.0 bag.');
  }
  verdict.info = (await text(files, 'bag-info.txt', mostShort))
    .trimEnd()
    .split('\n')
    .map((line) => /** @type {[string, string]} */ (line.split(/: (.*)/s).slice(0, 2)));
  const oxum = verdict.info.find(([label]) => label === 'Payload-Oxum')?.[1];
  if (oxum !== `${verdict.bytes}.${payload.size}`) {
    verdict.problems.push(`bag-info.txt speaks of ${oxum ?? 'no'} bytes and files, found are ${verdict.bytes}.${payload.size}.`);
  }
}

/** Every entry by its own hash, its detail, and its path to the root that the checkpoint signs. */
async function checkJournal(files, key, verdict) {
  const { problems } = verdict;
  let now;
  let last = 0;
  for await (const line of linesOf(files, 'data/journal.jsonl')) {
    const entry = entryOf(line);
    if (last === 0 && !now) {
      now = checkpointOf(entry.note, key);
      if (!now) {
        problems.push('The checkpoint in journal.jsonl is not signed by signer.pem.');
        return;
      }
      verdict.checkpoint = { origin: now.origin, size: now.size, root: now.root.toString('hex') };
      if (entry.before) checkContinued(entry, now, problems);
      continue;
    }
    if (problems.length > mostProblems) return;
    if (!(entry.seq > last)) problems.push(`Entry ${entry.seq} of the journal is not in its place.`);
    last = entry.seq;
    checkEntry(entry, now, problems);
    verdict.entries += 1;
    // Whoever else waits for this process gets their turn.
    if (verdict.entries % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What is long in an entry is one text: a line that is long for another reason would take seconds to be read. */
function entryOf(line) {
  if (line.length <= mostShort) return JSON.parse(line);
  const from = line.indexOf(opening) + opening.length;
  const to = line.lastIndexOf('"}') + 1;
  const rest = `${line.slice(0, from)}""${line.slice(to)}`;
  if (from < opening.length || line[from] !== '"' || to <= from || rest.length > mostShort) throw new Error('data/journal.jsonl has a line that is no entry.');
  const entry = JSON.parse(rest);
  // It begins as a text: what follows its end is not read.
  entry.detail.content = JSON.parse(line.slice(from, to));
  return entry;
}

/** An earlier checkpoint may be an earlier key's: what counts is that its tree is continued. */
function checkContinued({ before, consistency }, now, problems) {
  const earlier = readNote(before);
  if (!earlier || !isConsistent(earlier, now, consistency.map(fromBase64))) {
    problems.push('The checkpoint does not continue the one before it.');
  }
}

function checkEntry(entry, now, problems) {
  if (hashOf(entry) !== entry.hash) problems.push(`Entry ${entry.seq} of the journal was changed.`);
  if (entry.detail && sha256(`${entry.detail.salt}:${entry.detail.content}`) !== entry.detailHash) {
    problems.push(`What entry ${entry.seq} of the journal says of before and after was changed.`);
  }
  const leaf = sum(Buffer.from([0]), Buffer.from(entry.hash, 'hex'));
  if (!isIncluded(entry.seq - 1, now, leaf, entry.path.map(fromBase64))) {
    problems.push(`Entry ${entry.seq} is not one that the checkpoint covers.`);
  }
}

/** SHA-256 of an entry: its fields in a fixed order, each preceded by its length in bytes. */
function hashOf(entry) {
  const { seq, at, actorKind, actorId, action, subjectKind, subjectId, detailHash, previousHash } = entry;
  const fields = [seq, at, actorKind, actorId, action, subjectKind, subjectId, detailHash, previousHash].map(String);
  return sha256(fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(''));
}

/** A checkpoint (C2SP tlog-checkpoint) where one of its signatures is this key's. */
function checkpointOf(note, key) {
  const read = readNote(note);
  if (!read) return undefined;
  const raw = key.export({ format: 'der', type: 'spki' }).subarray(-32);
  const isOurs = read.signatures.some(({ name, id, signature }) => {
    const keyId = sum(`${name}\n`, ed25519, raw).subarray(0, 4);
    return id.equals(keyId) && isSigned(null, Buffer.from(read.text), key, signature);
  });
  return isOurs ? read : undefined;
}

function readNote(note) {
  const end = typeof note === 'string' ? note.lastIndexOf('\n\n') : -1;
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split('\n');
  const signatures = note
    .slice(end + 2)
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
      const signed = fromBase64(encoded);
      return { name, id: signed.subarray(0, 4), signature: signed.subarray(4) };
    });
  return { text, origin, size: Number(size), root: fromBase64(root ?? ''), signatures };
}

/** RFC 9162, section 2.1.3.2. */
function isIncluded(index, { size, root }, leaf, path) {
  if (!(index >= 0 && index < size)) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const other of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = node(other, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else hash = node(hash, other);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 9162, section 2.1.4.2. */
function isConsistent(earlier, later, proof) {
  if (!(earlier.size > 0 && earlier.size <= later.size)) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  const [first, ...rest] = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...proof] : proof;
  if (!first) return false;
  let [place, last, early, late] = [earlier.size - 1, later.size - 1, first, first];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  for (const other of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [early, late] = [node(other, early), node(other, late)];
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else late = node(late, other);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && early.equals(earlier.root) && late.equals(later.root);
}

/** Whether every line ends as Windows ends them, which ours never do. */
const isConverted = (content) => content.includes('\r\n') && !/(?<!\r)\n/.test(content);

/** Lines of hash, two spaces and path; a path listed twice, or one that leads elsewhere, is a problem. */
async function listedIn(content, name, problems) {
  const listed = new Map();
  let start = 0;
  for (let count = 1, end; (end = content.indexOf('\n', start)) >= 0; count += 1, start = end + 1) {
    if (problems.length > mostProblems) return listed;
    if (count % linesAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    const line = content.slice(start, end);
    const [, hash, path] = /^([0-9a-f]{64}) {2}([A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*)$/.exec(line) ?? [];
    if (!hash || !path || path.split('/').includes('..')) problems.push(`${name} has a line that is not a hash and a path: ${line.slice(0, 100)}`);
    else if (listed.has(path)) problems.push(`${name} lists ${path} twice.`);
    else listed.set(path, hash);
    if (listed.size > mostFiles) throw new Error(`${name} lists more files than any dossier has.`);
  }
  if (!content.endsWith('\n')) problems.push(`${name} breaks off.`);
  return listed;
}

/** In one form only: who reads it another way, such as openssl, sees the same key. */
function keyOf(pem) {
  if (!/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/]{59}=\n-----END PUBLIC KEY-----\n$/.test(pem)) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

async function measured(files, path) {
  const hash = createHash('sha256');
  let count = 0;
  for await (const chunk of await files.open(path)) {
    hash.update(chunk);
    count += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes: count };
}

async function bytes(files, path, most = mostText) {
  const chunks = [];
  let count = 0;
  for await (const chunk of await files.open(path)) {
    count += chunk.length;
    if (count > most) throw new Error(`${path} is too large to be read.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* linesOf(files, path) {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of await files.open(path)) {
    const piece = decoder.decode(chunk, { stream: true });
    const lines = piece.includes('\n') ? (rest + piece).split('\n') : [rest + piece];
    rest = lines.pop() ?? '';
    if (rest.length > mostLine) throw new Error(`${path} has a line that is too long to be read.`);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const text = async (files, path, most) => (await bytes(files, path, most)).toString('utf8');
const fromBase64 = (encoded) => Buffer.from(encoded, 'base64');
const half = (number) => Math.floor(number / 2);
const node = (left, right) => sum(Buffer.from([1]), left, right);
const sha256 = (content) => sum(content).toString('hex');

function sum(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The files of a folder on this machine. A link leads elsewhere, so nothing is said of a folder that has one. */
export function folderFiles(folder) {
  return {
    async list() {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      return found
        .filter((entry) => !entry.isDirectory())
        .map((entry) => {
          const path = join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join('/');
          if (!entry.isFile()) throw new Error(`${plain(path)} is a link, or no file at all.`);
          return path;
        });
    },
    async open(path) {
      return createReadStream(join(folder, path));
    },
  };
}

/**
 * What there is to tell of a verdict, a line each.
 * @param {Verdict} verdict
 */
export function tellOf({ problems, fingerprint, files, entries, checkpoint, withheld }) {
  if (problems.length > 0) return problems.map((problem) => plain(`NOT AS IT WAS SIGNED: ${problem}`));
  return [
    `Everything in it is as it was signed: ${files} files, ${entries} entries of the journal.`,
    ...withheld.map(
      ({ path, sha256, why, instead }) =>
        `Withheld: data/${path} ${sha256} (${why}${typeof instead === 'string' ? `; in it is ${instead}` : ''})`,
    ),
    ...(checkpoint ? [`Journal: ${checkpoint.origin}, ${checkpoint.size} entries, root ${checkpoint.root}`] : []),
    'Signed with the key',
    `  ${fingerprint}`,
    'Compare it with the fingerprint that the sender told you by another route.',
  ].map(plain);
}

/** A name may hold what makes a terminal show something else, or another line. */
const plain = (line) => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');

const self = fileURLToPath(import.meta.url);
if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(self)) {
  try {
    const verdict = await verifyDossier(folderFiles(resolve(process.argv[2] ?? dirname(self))));
    process.exitCode = verdict.problems.length > 0 ? 1 : 0;
    for (const line of tellOf(verdict)) (process.exitCode === 0 ? console.log : console.error)(line);
  } catch (error) {
    console.error(plain(`It could not be checked: ${error instanceof Error ? error.message : error}`));
    process.exitCode = 2;
  }
}
