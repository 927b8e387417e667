import type { Page } from '../../platform/database/index.js';
import { pretty } from '../../platform/pretty.js';
import type { Part } from './part.js';

type Rows<T> = AsyncIterable<T> | Iterable<T>;

/** Rows, and what of each is told where people are not to be named: all of it unless told. */
export interface Told<T extends object = object> {
  rows: Rows<T>;
  bare?(row: T): object;
}

/** The facts that stay where people are not to be named: a new one is withheld until it is listed. */
export const only =
  <T extends object>(...stays: (keyof T)[]) =>
  (row: T): object =>
    Object.fromEntries(stays.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])));

/** A large page, as lists are asked for it. */
export const pageAt = (cursor: string | undefined): { size: number; cursor?: string } => ({
  size: 200,
  ...(cursor === undefined ? {} : { cursor }),
});

/** All rows of a list that is read page by page. */
export async function* everyRow<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** The same at once, for lists that are short enough. */
export async function rowsOf<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of everyRow(read)) rows.push(row);
  return rows;
}

/** One thing as JSON; with `bare` it names people. */
export function factsPart<T extends object>(
  path: string,
  facts: T,
  bare?: (facts: T) => object,
): Part {
  const whole = Buffer.from(pretty(facts));
  if (!bare) return { path, content: whole, holds: 'facts' };
  return { path, content: whole, holds: 'personal', without: Buffer.from(pretty(bare(facts))) };
}

/** A list as JSON, a row a line. */
export async function listPart<T extends object>(path: string, told: Told<T>): Promise<Part> {
  const { whole, bare } = await textsOf(told);
  return partOf(path, [whole, newLine], bare && [bare, newLine]);
}

/** Several lists as one JSON object, each under its name. */
export async function listsPart(
  path: string,
  lists: Readonly<Record<string, Told>>,
): Promise<Part> {
  const whole: Buffer[] = [];
  const bare: Buffer[] = [];
  let isPersonal = false;
  for (const [name, told] of Object.entries(lists)) {
    const head = Buffer.from(`${whole.length === 0 ? '{' : ','}\n${JSON.stringify(name)}: `);
    const texts = await textsOf(told);
    whole.push(head, texts.whole);
    bare.push(head, texts.bare ?? texts.whole);
    isPersonal ||= texts.bare !== undefined;
  }
  const end = Buffer.from('\n}\n');
  return partOf(path, [...whole, end], isPersonal ? [...bare, end] : undefined);
}

/** A text that is written a line at a time, such as a table. */
export async function textPart(path: string, lines: Rows<string>): Promise<Part> {
  const text = new Text();
  for await (const line of lines) text.add(line);
  return { path, content: text.whole(), holds: 'facts' };
}

function partOf(path: string, whole: readonly Buffer[], bare: readonly Buffer[] | undefined): Part {
  const content = Buffer.concat(whole);
  if (!bare) return { path, content, holds: 'facts' };
  return { path, content, holds: 'personal', without: Buffer.concat(bare) };
}

async function textsOf<T extends object>({ rows, bare }: Told<T>) {
  const [whole, less] = [new Text(), new Text()];
  let mark = '[\n';
  for await (const row of rows) {
    whole.add(mark + JSON.stringify(row));
    if (bare) less.add(mark + JSON.stringify(bare(row)));
    mark = ',\n';
  }
  const end = mark === '[\n' ? '[]' : '\n]';
  whole.add(end);
  less.add(end);
  return { whole: whole.whole(), bare: bare ? less.whole() : undefined };
}

const newLine = Buffer.from('\n');
const pieceSize = 65_536;

/** Becomes bytes piece by piece, so that a long text is not held twice. */
class Text {
  private readonly pieces: Buffer[] = [];
  private piece = '';

  add(text: string): void {
    this.piece += text;
    if (this.piece.length >= pieceSize) this.flush();
  }

  whole(): Buffer {
    this.flush();
    return Buffer.concat(this.pieces);
  }

  private flush(): void {
    this.pieces.push(Buffer.from(this.piece));
    this.piece = '';
  }
}
