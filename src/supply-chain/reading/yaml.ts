import { isAlias, isScalar, LineCounter, parseDocument, visit, type Pair } from 'yaml';
import { Unreadable } from './read-inventory.js';

/**
 * Parses YAML whose every scalar is text. Throws Unreadable with the line for what is no YAML, for names used again (a few
 * lines of those can stand for any number), and for what is said twice.
 */
export function parseYaml(text: string): unknown {
  const lines = new LineCounter();
  // The library compares every name with every other; a set does that in `refuseTwice`.
  const options = { schema: 'failsafe', uniqueKeys: false, lineCounter: lines } as const;
  try {
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (error) {
      const { line } = lines.linePos(error.pos[0]);
      throw new Unreadable(
        `is not YAML: line ${line}, ${error.message.split(/ at line|\n/, 1)[0]}`,
      );
    }
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node) && !('anchor' in node && node.anchor)) return;
        const { line } = lines.linePos(node.range?.[0] ?? 0);
        throw new Unreadable(`uses a name for a part of itself: line ${line}`);
      },
      Map: (_, map) => refuseTwice(map.items, lines),
    });
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('is nested too deep');
    throw error;
  }
}

function refuseTwice(items: readonly Pair[], lines: LineCounter): void {
  const known = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (known.has(key.value)) {
      const { line } = lines.linePos(key.range?.[0] ?? 0);
      throw new Unreadable(`says ${String(key.value).slice(0, 60)} twice: line ${line}`);
    }
    known.add(key.value);
  }
}
