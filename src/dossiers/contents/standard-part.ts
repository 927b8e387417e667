import { setImmediate as nextTurn } from 'node:timers/promises';
import { pretty } from '../../platform/pretty.js';
import type { Assessed, Telling } from './assessed.js';
import { nameless } from './nameless.js';
import type { Part } from './part.js';

/** An assessment in a standard format, with the names and without; each may be long, so others get their turn in between. */
export async function standardPart(
  path: string,
  facts: Assessed,
  documentOf: (facts: Assessed, telling: Telling) => object,
): Promise<Part> {
  const content = Buffer.from(pretty(documentOf(facts, 'whole')));
  await nextTurn();
  const without = Buffer.from(pretty(documentOf(nameless(facts), 'nameless')));
  return { path, content, holds: 'personal', without };
}
