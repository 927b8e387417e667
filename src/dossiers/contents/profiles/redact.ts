import { StringDecoder } from 'node:string_decoder';
import { setImmediate } from 'node:timers/promises';
import { Breaths } from '../../../platform/breaths.js';
import { sha256 } from '../../../platform/ids.js';
import type { Drafts } from '../parts/drafts.js';
import type { Hush } from './hush/hush.js';
import { isStored, type Content, type Part } from '../parts/part.js';
import { isWordless, mayStandIn, whyWithheld, wordless, type Profile } from './profile.js';
import { Withheld } from './withheld.js';

interface Redaction {
  profile: Profile;
  /** Paths of files that could not be read, with why. */
  lacking?: ReadonlyMap<string, string>;
  /** Where people are not to be named. */
  hush?: Hush | undefined;
  drafts: Drafts;
}

/** What a profile hands out of all parts, and `withheld.json`, which names the rest with size and hash. */
export async function redacted(
  parts: readonly Part[],
  { profile, lacking = new Map<string, string>(), hush, drafts }: Redaction,
): Promise<Part[]> {
  const holes = new Withheld(drafts, profile);
  const breaths = new Breaths();
  const kept: Part[] = [];
  const withhold = async (part: Part, why: string, instead?: Content): Promise<void> => {
    const isBare = hush !== undefined || isWordless(profile);
    const path = (isBare ? part.namelessPath : undefined) ?? part.path;
    const told =
      hush && part.path !== 'journal.jsonl'
        ? 'the same without names of people and remarks'
        : (wordless[part.path] ?? '');
    await holes.add({ path, ...sizeOf(part), why, ...(instead && { instead: told }) });
    if (instead) kept.push({ path: part.path, content: instead, holds: 'facts' });
  };
  for (const part of parts) {
    await breaths.take();
    const lost = lacking.get(part.path);
    const why = lost ?? whyWithheld(part, profile);
    const bare = lost === undefined ? await bareOf(part, profile, hush, drafts) : undefined;
    const isSame = bare !== undefined && sizeOf({ content: bare }).sha256 === sizeOf(part).sha256;
    if (why !== undefined && !isSame) await withhold(part, why, bare);
    else if (bare && !isSame) await withhold(part, 'it names people', bare);
    else kept.push(part);
  }
  return [...kept, await holes.part()];
}

/** What is handed out instead of a part, where there is something. */
async function bareOf(
  part: Part,
  profile: Profile,
  hush: Hush | undefined,
  drafts: Drafts,
): Promise<Content | undefined> {
  if (hush) return namelessOf(part, hush, drafts);
  const { path, without } = part;
  return mayStandIn(profile, path) && without && !('draw' in without) ? without : undefined;
}

/** A part as it may be read where people are not to be named; nothing where it cannot be made. */
async function namelessOf(part: Part, hush: Hush, drafts: Drafts): Promise<Content | undefined> {
  if (part.without && 'draw' in part.without) {
    const { from, draw } = part.without;
    return draw(await textOf(from), hush);
  }
  const content = part.holds === 'facts' ? part.content : part.without;
  // What stands there is proven by hashes, and holds no text of anybody.
  if (content === undefined || part.path === 'journal.jsonl') return content;
  const draft = drafts.begin();
  for await (const lines of linesOf(content)) {
    await draft.add(lines.map((line) => hush.in(line)).join(''));
  }
  return draft.end();
}

async function textOf(content: Content): Promise<string> {
  if (!isStored(content)) return content.toString();
  const chunks: Buffer[] = [];
  for await (const chunk of await content.open()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** With their ends, a few at a time; whoever else waits for this process gets their turn in between. */
async function* linesOf(content: Content): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const slice of slicesOf(content)) {
    const lines = (rest + decoder.write(slice)).split(/(?<=\n)/);
    rest = lines.pop() ?? '';
    yield lines;
    await setImmediate();
  }
  yield [rest + decoder.end()];
}

async function* slicesOf(content: Content): AsyncGenerator<Buffer> {
  for await (const chunk of isStored(content) ? await content.open() : [content]) {
    const whole = chunk as Buffer;
    for (let from = 0; from < whole.length; from += sliceSize)
      yield whole.subarray(from, from + sliceSize);
  }
}

const sliceSize = 32_768;

function sizeOf({ content }: Pick<Part, 'content'>): { sha256: string; bytes: number } {
  if (isStored(content)) return { sha256: content.sha256, bytes: content.bytes };
  return { sha256: sha256(content), bytes: content.length };
}
