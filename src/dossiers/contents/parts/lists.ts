import { Breaths } from '../../../platform/breaths.js';
import type { Page } from '../../../platform/database/index.js';
import { pretty } from '../../../platform/pretty.js';
import type { Draft, Drafts } from './drafts.js';
import type { Made, Part } from './part.js';

export type Rows<T> = AsyncIterable<T> | Iterable<T>;

/** Rows, and what of each is told where people are not to be named: all of it unless told. */
export interface Told<T extends object = object> {
  rows: Rows<T>;
  bare?(row: T): object;
}

/*
 * Whatever adds to a row of a list does so with Object.assign: what is spread over a new object leaves behind a shape of its own
 * for each row, 300 bytes that outlive it by far.
 */

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

/** All rows of a list that is read page by page; whoever else waits gets their turn in between. */
export async function* everyRow<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T> {
  const breaths = new Breaths();
  let cursor: string | undefined;
  do {
    await breaths.take();
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

/** The same rows; which they were is known once all of them were read. */
export async function* noting<T extends { id: string }>(
  ids: { push(id: string): unknown },
  rows: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const row of rows) {
    ids.push(row.id);
    yield row;
  }
}

/** Those rows of which it is so. */
export async function* where<T>(
  rows: AsyncIterable<T>,
  isSo: (row: T) => boolean,
): AsyncGenerator<T> {
  for await (const row of rows) if (isSo(row)) yield row;
}

/** The same rows, so many at a time. */
export async function* inBatches<T>(rows: Rows<T>, size: number): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Texts in their order, some thousand sorted at a time: all of very many would take too long at once. */
export async function* inOrder(texts: Rows<string>): AsyncGenerator<string> {
  const breaths = new Breaths();
  const runs: string[][] = [];
  for await (const some of inBatches(texts, sortedAtOnce)) {
    runs.push(some.sort().reverse());
    await breaths.take();
  }
  for (let least = leastOf(runs); least !== undefined; least = leastOf(runs)) yield least;
}

const sortedAtOnce = 5_000;

/** Takes it off the run that it ends. */
function leastOf(runs: readonly string[][]): string | undefined {
  let first: string[] | undefined;
  for (const run of runs) {
    const [one, least] = [run.at(-1), first?.at(-1)];
    if (one !== undefined && (least === undefined || one < least)) first = run;
  }
  return first?.pop();
}

/** One thing as JSON; with `bare` it names people. */
export function factsPart<T extends object>(
  path: string,
  facts: T,
  bare: (facts: T) => object,
): Made {
  const without = () => pretty(bare(facts));
  return { path, content: pretty(facts), holds: 'personal', without };
}

/** A list as JSON, a row a line. */
export async function listPart<T extends object>(
  drafts: Drafts,
  path: string,
  told: Told<T>,
): Promise<Part> {
  const sheet = new Sheet(drafts, path, told.bare !== undefined);
  await sheet.list(told);
  await sheet.add('\n');
  return sheet.part();
}

/** Several lists as one JSON object, each under its name. */
export async function listsPart(
  drafts: Drafts,
  path: string,
  lists: Readonly<Record<string, Told>>,
): Promise<Part> {
  const isPersonal = Object.values(lists).some(({ bare }) => bare !== undefined);
  const sheet = new Sheet(drafts, path, isPersonal);
  let mark = '{';
  for (const [name, told] of Object.entries(lists)) {
    await sheet.add(`${mark}\n${JSON.stringify(name)}: `);
    await sheet.list(told);
    mark = ',';
  }
  await sheet.add('\n}\n');
  return sheet.part();
}

/** A text that is written a line at a time, such as a table. */
export async function textPart(drafts: Drafts, path: string, lines: Rows<string>): Promise<Part> {
  const sheet = new Sheet(drafts, path, false);
  for await (const line of lines) await sheet.add(line);
  return sheet.part();
}

/** A part in the making, and beside it the same without people, where that differs. */
export class Sheet {
  private readonly whole: Draft;
  private readonly bare: Draft | undefined;
  private readonly breaths = new Breaths();

  constructor(
    drafts: Drafts,
    private readonly path: string,
    private readonly isPersonal: boolean,
  ) {
    this.whole = drafts.begin();
    if (isPersonal && drafts.wantsBare(path)) this.bare = drafts.begin();
  }

  /** Whether what is told where people are not to be named is wanted, too. */
  get wantsBare(): boolean {
    return this.bare !== undefined;
  }

  async add(text: string, bare = text): Promise<void> {
    await this.breaths.take();
    await this.whole.add(text);
    await this.bare?.add(bare);
  }

  async list<T extends object>({ rows, bare }: Told<T>): Promise<void> {
    let mark = '[\n';
    for await (const row of rows) {
      const less = this.wantsBare && bare ? mark + JSON.stringify(bare(row)) : undefined;
      await this.add(mark + JSON.stringify(row), less);
      mark = ',\n';
    }
    await this.add(mark === '[\n' ? '[]' : '\n]');
  }

  async part(): Promise<Part> {
    const { path } = this;
    const content = await this.whole.end();
    if (!this.isPersonal) return { path, content, holds: 'facts' };
    const without = await this.bare?.end();
    return { path, content, holds: 'personal', ...(without && { without }) };
  }
}
