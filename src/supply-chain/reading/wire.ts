import { setImmediate } from 'node:timers/promises';
import { Unreadable, type ReadInventory, type ReadItem } from './read-inventory.js';

type Row = [
  ReadItem['purl'],
  ReadItem['name'],
  ReadItem['version'],
  ReadItem['kind'],
  ReadItem['direct'],
  ReadItem['supplier'],
  ReadItem['webAddress'],
];

const inLine = 2_000;

export type Head = Omit<ReadInventory, 'items'>;
/** Items that are no longer as they were written, each with its place. */
interface Changed {
  changed: [number, Row][];
}
/** The last line: what holds of all, or why nothing does. */
type End = Head | { unreadable: string };

/** Writes an inventory as text while it is read. */
export class WrittenInventory {
  private readonly rows: Row[] = [];

  /** The next items, a line each bundle of them. */
  *lines(items: readonly ReadItem[]): Generator<string> {
    for (const some of bundlesOf(items)) {
      const rows = some.map(rowOf);
      for (const row of rows) this.rows.push(row);
      yield lineOf(rows);
    }
  }

  /** All that is left to be written. */
  *rest({ items, ...head }: ReadInventory): Generator<string> {
    const changed = head.repeated > 0 ? this.changedOf(items) : [];
    for (const some of bundlesOf(changed)) yield lineOf({ changed: some });
    yield* this.lines(items.slice(this.rows.length));
    yield lineOf(head);
  }

  /** More is learned of an item only where it comes again. */
  private changedOf(items: readonly ReadItem[]): [number, Row][] {
    return this.rows.flatMap((row, at): [number, Row][] => {
      const now = rowOf(items[at] as ReadItem);
      return row.every((value, column) => value === now[column]) ? [] : [[at, now]];
    });
  }

  static refused = (unreadable: string): string => lineOf({ unreadable });
}

const lineOf = (line: Row[] | Changed | End): string => `${JSON.stringify(line)}\n`;

function* bundlesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += inLine) yield all.slice(from, from + inLine);
}

/**
 * Reads what was written while it comes, and hands the items to `take`, a bundle at a time; they hold, with what has
 * changed of them since, once it resolves. Undefined where the end is missing; throws Unreadable where that says so.
 */
export async function readAgain(
  answer: AsyncIterable<Buffer>,
  take: (items: ReadItem[]) => Promise<void>,
): Promise<ReadInventory | undefined> {
  const items: ReadItem[] = [];
  for await (const line of linesOf(answer)) {
    const read = JSON.parse(line) as Row[] | Changed | End;
    if (Array.isArray(read)) {
      const some = read.map(itemOf);
      for (const item of some) items.push(item);
      await take(some);
      await setImmediate();
    } else if ('changed' in read) {
      for (const [at, row] of read.changed) Object.assign(items[at] as ReadItem, itemOf(row));
    } else if ('unreadable' in read) throw new Unreadable(read.unreadable);
    else return { ...read, items };
  }
  return undefined;
}

async function* linesOf(answer: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const piece of answer) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end !== -1; end = piece.indexOf(0x0a, from)) {
      yield Buffer.concat([...begun, piece.subarray(from, end)]).toString('utf8');
      begun = [];
      from = end + 1;
    }
    begun.push(piece.subarray(from));
  }
}

function rowOf(item: ReadItem): Row {
  const { purl, name, version, kind, direct, supplier, webAddress } = item;
  return [purl, name, version, kind, direct, supplier, webAddress];
}

function itemOf([purl, name, version, kind, direct, supplier, webAddress]: Row): ReadItem {
  return { purl, name, version, kind, direct, supplier, webAddress };
}
