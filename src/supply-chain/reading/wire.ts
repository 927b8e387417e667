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
  ReadItem['where'],
];

const itemsInLine = 500;

/** A list as text that is read again line by line: first what is said of all, then its items in bundles. */
export function written({ items, ...rest }: ReadInventory): string {
  const lines = [JSON.stringify(rest)];
  for (let from = 0; from < items.length; from += itemsInLine) {
    lines.push(JSON.stringify(items.slice(from, from + itemsInLine).map(rowOf)));
  }
  return lines.join('\n');
}

/** What `written` wrote; others get their turn between its lines. Throws Unreadable where that is what it says. */
export async function readAgain(answer: Buffer): Promise<ReadInventory> {
  let from = 0;
  const next = (): unknown => {
    const end = answer.indexOf(0x0a, from);
    const line = answer.toString('utf8', from, end === -1 ? answer.length : end);
    from = end === -1 ? answer.length : end + 1;
    return JSON.parse(line) as unknown;
  };
  const head = next() as Omit<ReadInventory, 'items'> & { unreadable?: string };
  if (head.unreadable !== undefined) throw new Unreadable(head.unreadable);
  const items: ReadItem[] = [];
  while (from < answer.length) {
    for (const row of next() as Row[]) items.push(itemOf(row));
    await setImmediate();
  }
  return { ...head, items };
}

function rowOf(item: ReadItem): Row {
  const { purl, name, version, kind, direct, supplier, webAddress, where } = item;
  return [purl, name, version, kind, direct, supplier, webAddress, where];
}

function itemOf([purl, name, version, kind, direct, supplier, webAddress, where]: Row): ReadItem {
  return { purl, name, version, kind, direct, supplier, webAddress, where };
}
