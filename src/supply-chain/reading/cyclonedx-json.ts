import { tooMany } from './collected.js';
import { inventoryOfBom, type Bom, type BomPart } from './cyclonedx.js';
import { bomValidator, bomVersions, problemOf, type BomVersion } from './cyclonedx-schema.js';
import { isObject, listAt, own, textAt } from './json.js';
import { limits, Unreadable, type Early, type ReadInventory } from './read-inventory.js';

interface Place {
  value: unknown;
  where: string;
  depth: number;
  isService: boolean;
  builds: boolean;
}

/**
 * Reads a bill of materials that is JSON already. Throws Unreadable where its schema does not allow it; `early` has heard its items
 * by then.
 */
export function readCycloneDxJson(value: unknown, early: Early): ReadInventory {
  const version = bomVersionOf(textAt(value, 'specVersion'));
  const bom = bomOf(value, version);
  try {
    return inventoryOfBom(bom, early);
  } finally {
    // What its schema finds wrong is nearer to the cause than what was found without it.
    validate(value, version);
  }
}

function bomOf(value: unknown, version: BomVersion): Bom {
  const parts = partsOf(value);
  return {
    format: 'cyclonedx_json',
    version,
    timestamp: textAt(own(value, 'metadata'), 'timestamp'),
    subject: subjectOf(own(own(value, 'metadata'), 'component')),
    parts,
    dependencies: listAt(value, 'dependencies').map((one) => ({
      ref: textAt(one, 'ref') ?? '',
      on: texts(listAt(one, 'dependsOn')),
    })),
    compositions: listAt(value, 'compositions').map((one) => ({
      aggregate: textAt(one, 'aggregate') ?? '',
      refs: texts([...listAt(one, 'assemblies'), ...listAt(one, 'dependencies')]),
    })),
  };
}

/** Throws Unreadable for a version that is not read here. */
export function bomVersionOf(version: string | undefined): BomVersion {
  const known = bomVersions.find((one) => one === version);
  if (known) return known;
  const said = version === undefined ? 'of no version' : version.slice(0, 20);
  throw new Unreadable(`is CycloneDX ${said}: read are ${bomVersions[0]} to ${bomVersions.at(-1)}`);
}

function validate(value: unknown, version: BomVersion): void {
  const isValid = bomValidator(version);
  let ok: boolean;
  try {
    ok = isValid(value);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('is nested too deep');
    throw error;
  }
  if (!ok) {
    const problem = problemOf(isValid.errors ?? []);
    throw new Unreadable(`is not CycloneDX ${version} as its schema has it: ${problem}`);
  }
}

/** Components and services in the order in which they stand, those within others behind those. */
function partsOf(bom: unknown): BomPart[] {
  const parts: BomPart[] = [];
  const first = [
    ...within(own(own(bom, 'metadata'), 'component'), 'metadata.component'),
    ...within(bom, ''),
  ];
  listAt(bom, 'formulation').forEach((formula, at) => {
    for (const place of within(formula, `formulation[${at}]`, 0, true)) first.push(place);
  });
  const open = first.reverse();
  for (let place = open.pop(); place; place = open.pop()) {
    if (parts.push(partAt(place)) + open.length > limits.entries) tooMany();
    if (place.depth > limits.depth) {
      throw new Unreadable(
        `nests components more than ${limits.depth} deep: ${short(place.where)}`,
      );
    }
    const inner = within(place.value, place.where, place.depth, place.builds);
    for (const one of inner.reverse()) open.push(one);
  }
  return parts;
}

function within(value: unknown, where: string, depth = 0, builds = false): Place[] {
  const before = where === '' ? '' : `${where}.`;
  const places: Place[] = [];
  for (const key of ['components', 'services'] as const) {
    const list = listAt(value, key);
    if (list.length > limits.entries) tooMany();
    const isService = key === 'services';
    list.forEach((inner, at) => {
      const where = `${before}${key}[${at}]`;
      places.push({ value: inner, where, depth: depth + 1, isService, builds });
    });
  }
  return places;
}

function partAt({ value, where, isService, builds }: Place): BomPart {
  return {
    where,
    ref: textAt(value, 'bom-ref'),
    type: isService ? 'service' : (textAt(value, 'type') ?? ''),
    group: textAt(value, 'group'),
    name: textAt(value, 'name'),
    version: textAt(value, 'version'),
    purl: textAt(value, 'purl'),
    supplier: supplierOf(value),
    webAddress: webAddressOf(value),
    builds,
  };
}

function supplierOf(part: unknown): string | undefined {
  const named = (key: string) => textAt(own(part, key), 'name');
  const ofTheirs = named('provider') ?? named('supplier') ?? named('manufacturer');
  return ofTheirs ?? textAt(part, 'publisher');
}

function webAddressOf(part: unknown): string | undefined {
  const site = listAt(part, 'externalReferences').find((one) => textAt(one, 'type') === 'website');
  const provided = listAt(own(part, 'provider'), 'url')[0];
  return textAt(site, 'url') ?? (typeof provided === 'string' ? provided : undefined);
}

function subjectOf(component: unknown): Bom['subject'] {
  const [ref, group, name] = ['bom-ref', 'group', 'name'].map((key) => textAt(component, key));
  return { ref, group, name: isObject(component) ? name : undefined };
}

function texts(list: readonly unknown[]): string[] {
  return list.filter((one) => typeof one === 'string');
}

const short = (where: string): string => `…${where.slice(-60)}`;
