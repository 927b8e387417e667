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

const itemsInLine = 2_000;

export type Head = Omit<ReadInventory, 'items'>;

/** Items as text: a line each bundle of them. */
export function writtenItems(items: readonly ReadItem[]): string {
  let text = '';
  for (let from = 0; from < items.length; from += itemsInLine) {
    text += `${JSON.stringify(items.slice(from, from + itemsInLine).map(rowOf))}\n`;
  }
  return text;
}

/** The last line: what holds of all, or why nothing does. */
export const writtenEnd = (end: Head | { unreadable: string }): string =>
  `${JSON.stringify(end)}\n`;

/**
 * Reads what was written while it comes, and hands the items to `take`, a bundle at a time; they hold once it resolves. Undefined
 * where the end is missing; throws Unreadable where that says so.
 */
export async function readAgain(
  answer: AsyncIterable<Buffer>,
  take: (items: ReadItem[]) => Promise<void>,
): Promise<ReadInventory | undefined> {
  const items: ReadItem[] = [];
  for await (const line of linesOf(answer)) {
    const read = JSON.parse(line) as Row[] | Head | { unreadable: string };
    if (Array.isArray(read)) {
      const some = read.map(itemOf);
      for (const item of some) items.push(item);
      await take(some);
      await setImmediate();
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
