import type { ToolKind } from '../words.js';
import { Collected } from './collected.js';
import { DependencyGraph } from './dependency-graph.js';
import type { Early, InventoryFormat, ReadInventory } from './read-inventory.js';

/** A component or service of a bill of materials, whichever way it was written. */
export interface BomPart {
  where: string;
  ref: string | undefined;
  /** `service`, or the type of a component. */
  type: string;
  group: string | undefined;
  name: string | undefined;
  version: string | undefined;
  purl: string | undefined;
  supplier: string | undefined;
  webAddress: string | undefined;
  /** Used to build the product, not part of it. */
  builds: boolean;
}

export interface Bom {
  format: InventoryFormat;
  version: string;
  timestamp: string | undefined;
  subject: { ref: string | undefined; group: string | undefined; name: string | undefined };
  parts: BomPart[];
  dependencies: { ref: string; on: string[] }[];
  /** `complete`, `incomplete`, … and what it is said of. */
  compositions: { aggregate: string; refs: string[] }[];
}

const kinds: Readonly<Record<string, ToolKind>> = {
  library: 'library',
  framework: 'library',
  'machine-learning-model': 'model',
};
const noTools: Readonly<Record<string, string>> = {
  file: 'is a file, not a tool',
  'cryptographic-asset': 'is a key, certificate or algorithm, not a tool',
};

/**
 * The components and services of a bill of materials. Whole is one that says so, or that says of everything in it what
 * that depends on.
 * Source: CycloneDX 1.4 to 1.7, `dependencies` and `compositions`.
 */
export function inventoryOfBom(bom: Bom, early?: Early): ReadInventory {
  const collected = new Collected(early);
  const graph = new DependencyGraph();
  for (const { ref, on } of bom.dependencies) graph.add(ref, on);
  const doubted = doubtedRefs(bom, collected);
  const directness = graph.from(bom.subject.ref === undefined ? [] : [bom.subject.ref]);
  for (const part of bom.parts) {
    const why = Object.hasOwn(noTools, part.type) ? noTools[part.type] : undefined;
    if (why) {
      collected.skip(part.where, why);
      continue;
    }
    const { ref, purl, version, supplier, webAddress, where } = part;
    const direct = ref === undefined || doubted.has(ref) ? 'unknown' : directness(ref);
    const name = nameOf(part);
    const kind = kindOf(part);
    collected.add({ where, name, version, purl, supplier, webAddress, direct, kind });
  }
  return collected.inventory({
    format: bom.format,
    formatVersion: bom.version,
    describedOn: dayOf(bom.timestamp),
    subject: nameOf({ type: 'application', ...bom.subject }) ?? null,
    isComplete: isWhole(bom, graph),
  });
}

/** The day of an instant, in UTC, or null. */
export function dayOf(timestamp: string | undefined): string | null {
  const instant = timestamp === undefined ? NaN : Date.parse(timestamp);
  if (Number.isNaN(instant) || !/^\d{4}-\d\d-\d\d/.test(timestamp ?? '')) return null;
  return new Date(instant).toISOString().slice(0, 10);
}

/** Ids that stand for two different things: nobody can say which one others depend on. */
function doubtedRefs({ parts }: Bom, collected: Collected): Set<string> {
  const known = new Map<string, BomPart>();
  const doubted = new Set<string>();
  for (const part of parts) {
    if (part.ref === undefined) continue;
    const first = known.get(part.ref);
    if (!first) known.set(part.ref, part);
    else if (
      first.name !== part.name ||
      first.version !== part.version ||
      first.purl !== part.purl
    ) {
      doubted.add(part.ref);
      collected.note(
        part.where,
        `has the bom-ref of another, ${first.where}: both are kept, and who depends on which is not known`,
      );
    }
  }
  return doubted;
}

function nameOf({ type, group, name }: Pick<BomPart, 'type' | 'group' | 'name'>) {
  return group && name && type !== 'service' ? `${group}/${name}` : name;
}

function kindOf({ type, purl, builds }: BomPart): ToolKind {
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (/^pkg:(?:huggingface|mlflow)\//i.test(purl ?? '')) return 'model';
  return kind ?? (builds ? 'ci_scanner' : 'other');
}

function isWhole({ subject, parts, compositions }: Bom, graph: DependencyGraph): boolean {
  const ofAll = compositions.filter(
    ({ refs }) => refs.length === 0 || (subject.ref !== undefined && refs.includes(subject.ref)),
  );
  if (compositions.some(({ aggregate }) => aggregate.startsWith('incomplete'))) return false;
  if (ofAll.length > 0) return ofAll.every(({ aggregate }) => aggregate === 'complete');
  if (subject.ref === undefined || !graph.has(subject.ref)) return false;
  return parts.every(({ ref, builds }) => builds || (ref !== undefined && graph.has(ref)));
}
