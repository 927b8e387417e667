import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { workbookOf, type Sheet, type SheetCell } from './workbook.js';

/** Rows, some at a time, then what they are called: that makes a workbook of them. */
export type Told = readonly (readonly SheetCell[])[] | Omit<Sheet, 'rows'>;

const isHead = (told: Told): told is Omit<Sheet, 'rows'> => !Array.isArray(told);

// Runs in a thread of its own: see xlsx.ts.
if (parentPort) {
  const rows: (readonly SheetCell[])[] = [];
  for await (const [told] of on(parentPort, 'message') as AsyncIterable<[Told]>) {
    if (isHead(told)) {
      const made = new Uint8Array(await workbookOf({ ...told, rows: rows.splice(0) }));
      parentPort.postMessage(made, [made.buffer]);
    } else rows.push(...told);
  }
}
