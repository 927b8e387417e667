import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { tooMany } from './collected.js';
import { inventoryOfBom, type BomPart } from './cyclonedx.js';
import { bomVersionOf } from './cyclonedx-json.js';
import { schemaFile } from './cyclonedx-schema.js';
import { limits, Unreadable, type ReadInventory } from './read-inventory.js';
import { elementIn, elementsIn, parseXml, validateXml } from './xml.js';

const space = 'http://cyclonedx.org/schema/bom/';

interface Place {
  element: XmlElement;
  depth: number;
  builds: boolean;
}

/** Reads a bill of materials in XML. Throws Unreadable with the line where its schema does not allow it. */
export function readCycloneDxXml(text: string): ReadInventory {
  const document = parseXml(text);
  const { root } = document;
  if (root.name !== 'bom' || !root.namespaceUri.startsWith(space)) {
    throw new Unreadable(
      `is XML, but no CycloneDX: its first element is ${root.name.slice(0, 60)}`,
    );
  }
  const version = bomVersionOf(root.namespaceUri.slice(space.length));
  const parts = partsOf(root);
  validate(document, version);
  const metadata = elementIn(root, 'metadata');
  const subject = elementIn(metadata, 'component');
  return inventoryOfBom({
    format: 'cyclonedx_xml',
    version,
    timestamp: textIn(metadata, 'timestamp'),
    subject: {
      ref: attribute(subject, 'bom-ref'),
      group: textIn(subject, 'group'),
      name: textIn(subject, 'name'),
    },
    parts,
    dependencies: [...elementsIn(elementIn(root, 'dependencies'), 'dependency')].map((one) => ({
      ref: attribute(one, 'ref') ?? '',
      on: refsIn(one, 'dependency'),
    })),
    compositions: [...elementsIn(elementIn(root, 'compositions'), 'composition')].map((one) => ({
      aggregate: textIn(one, 'aggregate') ?? '',
      refs: [
        ...refsIn(elementIn(one, 'assemblies'), 'assembly'),
        ...refsIn(elementIn(one, 'dependencies'), 'dependency'),
      ],
    })),
  });
}

function validate(document: XmlDocument, version: string): void {
  const spdx = { 'spdx.SNAPSHOT.xsd': schemaFile('spdx.SNAPSHOT.xsd') };
  validateXml(document, schemaFile(`bom-${version}.SNAPSHOT.xsd`), spdx, `CycloneDX ${version}`);
}

function partsOf(root: XmlElement): BomPart[] {
  const parts: BomPart[] = [];
  const first = within(elementIn(elementIn(root, 'metadata'), 'component'), 0, false);
  for (const place of within(root, 0, false)) first.push(place);
  for (const formula of elementsIn(elementIn(root, 'formulation'), 'formula')) {
    for (const place of within(formula, 0, true)) first.push(place);
  }
  const open = first.reverse();
  for (let place = open.pop(); place; place = open.pop()) {
    if (parts.push(partAt(place)) + open.length > limits.entries) tooMany();
    if (place.depth > limits.depth) {
      const where = `line ${place.element.line}`;
      throw new Unreadable(`nests components more than ${limits.depth} deep: ${where}`);
    }
    const inner = within(place.element, place.depth, place.builds);
    for (const one of inner.reverse()) open.push(one);
  }
  return parts;
}

function within(element: XmlElement | undefined, depth: number, builds: boolean): Place[] {
  const places: Place[] = [];
  for (const [list, name] of [
    ['components', 'component'],
    ['services', 'service'],
  ] as const) {
    for (const one of elementsIn(elementIn(element, list), name)) {
      if (places.push({ element: one, depth: depth + 1, builds }) > limits.entries) tooMany();
    }
  }
  return places;
}

function partAt({ element, builds }: Place): BomPart {
  const inside = new Map<string, XmlElement>();
  for (const one of elementsIn(element)) if (!inside.has(one.name)) inside.set(one.name, one);
  const said = (name: string) => inside.get(name)?.content;
  const isService = element.name === 'service';
  return {
    where: `line ${element.line}`,
    ref: attribute(element, 'bom-ref'),
    type: isService ? 'service' : (attribute(element, 'type') ?? ''),
    ...{ group: said('group'), name: said('name'), version: said('version'), purl: said('purl') },
    supplier:
      ['provider', 'supplier', 'manufacturer']
        .map((name) => textIn(inside.get(name), 'name'))
        .find((name) => name !== undefined) ?? said('publisher'),
    webAddress: siteOf(inside.get('externalReferences')) ?? textIn(inside.get('provider'), 'url'),
    builds,
  };
}

function siteOf(references: XmlElement | undefined): string | undefined {
  for (const one of elementsIn(references, 'reference')) {
    if (attribute(one, 'type') === 'website') return textIn(one, 'url');
  }
  return undefined;
}

function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attr(name)?.value;
}

function textIn(element: XmlElement | undefined, name: string): string | undefined {
  return elementIn(element, name)?.content;
}

function refsIn(element: XmlElement | undefined, name: string): string[] {
  return [...elementsIn(element, name)].map((one) => attribute(one, 'ref') ?? '');
}
