import { pretty } from '../../../platform/pretty.js';
import type { Assessed, Telling } from './assessed.js';
import { nameless } from '../parts/nameless.js';
import type { Made } from '../parts/part.js';

/** An assessment in a standard format, with the names and, where it is wanted, without. */
export function standardPart(
  path: string,
  facts: Assessed,
  documentOf: (facts: Assessed, telling: Telling) => object,
): Made {
  return {
    path,
    content: pretty(documentOf(facts, 'whole')),
    holds: 'personal',
    without: () => pretty(documentOf(nameless(facts), 'nameless')),
  };
}
