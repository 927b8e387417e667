import type { ObligationKind, Owed } from './kinds/index.js';

/** An obligation as the facts give it. */
export interface Derived extends Owed {
  kind: ObligationKind;
}

/** An open obligation as it is stored. */
export interface Standing extends Derived {
  id: string;
}

export interface Differences {
  /** Owed and not open in the table: new, or back again after it had ended. */
  begun: Derived[];
  /** Open, but with another day, owner or wording. */
  moved: Derived[];
  /** Open in the table and no longer owed. */
  gone: Standing[];
}

/**
 * What has to be written so that the open obligations are exactly those derived. Obligations are told apart by kind,
 * subject and part. Nothing differs from itself: reconciled once more, nothing is left to be written.
 * @throws Error when two derived obligations cannot be told apart
 */
export function differences(
  standing: readonly Standing[],
  derived: readonly Derived[],
): Differences {
  const open = new Map(standing.map((row) => [keyOf(row), row]));
  const met = new Set<string>();
  const begun: Derived[] = [];
  const moved: Derived[] = [];
  for (const owed of derived) {
    const key = keyOf(owed);
    if (met.has(key)) throw new Error(`Two obligations cannot be told apart: ${key}`);
    met.add(key);
    const known = open.get(key);
    if (!known) begun.push(owed);
    else if (differs(known, owed)) moved.push(owed);
  }
  return { begun, moved, gone: standing.filter((row) => !met.has(keyOf(row))) };
}

export const isSame = ({ begun, moved, gone }: Differences): boolean =>
  begun.length + moved.length + gone.length === 0;

const keyOf = ({ kind, subjectId, part }: Derived): string => `${kind} ${subjectId} ${part}`;

function differs(known: Derived, owed: Derived): boolean {
  return (
    known.dueOn !== owed.dueOn ||
    known.ownerId !== owed.ownerId ||
    known.title !== owed.title ||
    JSON.stringify(known.detail) !== JSON.stringify(owed.detail)
  );
}
