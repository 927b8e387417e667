import { Collected } from './collected.js';
import { dayOf } from './cyclonedx.js';
import { DependencyGraph } from './dependency-graph.js';
import { isObject, listAt, own, textAt } from './json.js';
import { Unreadable, type ReadInventory } from './read-inventory.js';

const none = ['NONE', 'NOASSERTION'];
/** What SPDX calls needing something: from the one that needs, and from the one that is needed. */
const needs = ['DEPENDS_ON', 'CONTAINS', 'DYNAMIC_LINK', 'STATIC_LINK', 'HAS_PREREQUISITE'];
const neededBy = [
  ...['DEPENDENCY_OF', 'CONTAINED_BY', 'BUILD_DEPENDENCY_OF', 'DEV_DEPENDENCY_OF'],
  ...['RUNTIME_DEPENDENCY_OF', 'OPTIONAL_DEPENDENCY_OF', 'PROVIDED_DEPENDENCY_OF'],
  ...['TEST_DEPENDENCY_OF', 'DEV_TOOL_OF', 'BUILD_TOOL_OF', 'PREREQUISITE_FOR'],
];
const models = /^pkg:(?:huggingface|mlflow)\//i;

/**
 * The packages of an SPDX document; the ones that it describes are its subject, not in use by it. Whether it is whole
 * SPDX cannot say.
 * Source: SPDX 2.3, clauses 6, 7 and 11, Annex F.
 */
export function readSpdx(value: unknown): ReadInventory {
  const version = versionOf(value);
  const packages = listAt(value, 'packages');
  packages.forEach((one, at) => check(one, `packages[${at}]`));
  const { graph, described } = relationsOf(value);
  const directness = graph.from(described);
  const collected = new Collected();
  const subjects: string[] = [];
  const seen = new Map<string, unknown>();
  packages.forEach((one, at) => {
    const where = `packages[${at}]`;
    const id = textAt(one, 'SPDXID') ?? '';
    const name = textAt(one, 'name');
    if (described.has(id) && packages.length > described.size) {
      if (name) subjects.push(name);
      return;
    }
    const known = seen.get(id);
    seen.set(id, one);
    if (known && JSON.stringify(known) !== JSON.stringify(one)) {
      collected.note(
        where,
        'has the SPDXID of another package that is not the same: both are kept',
      );
    }
    const purl = purlOf(one);
    collected.add({
      ...{ where, name, purl, direct: known ? 'unknown' : directness(id) },
      version: asserted(textAt(one, 'versionInfo')),
      kind: models.test(purl ?? '') ? 'model' : 'library',
      supplier: personless(textAt(one, 'supplier')),
      webAddress: asserted(textAt(one, 'homepage')),
    });
  });
  return collected.inventory({
    format: 'spdx_json',
    formatVersion: version,
    describedOn: dayOf(textAt(own(value, 'creationInfo'), 'created')),
    subject: subjects.length > 0 ? subjects.join(', ') : (textAt(value, 'name') ?? null),
  });
}

function versionOf(value: unknown): string {
  const version = textAt(value, 'spdxVersion') ?? '';
  if (version !== 'SPDX-2.3' && version !== 'SPDX-2.2') {
    throw new Unreadable(
      `is ${version.slice(0, 20) || 'SPDX of no version'}: read are SPDX-2.2 and SPDX-2.3`,
    );
  }
  for (const key of ['SPDXID', 'name', 'documentNamespace', 'dataLicense']) {
    if (textAt(value, key) === undefined) wrong(key, 'is missing or no text');
  }
  const created = textAt(own(value, 'creationInfo'), 'created');
  if (created === undefined || dayOf(created) === null) {
    wrong('creationInfo.created', 'is no date and time');
  }
  if (own(value, 'packages') !== undefined && !Array.isArray(own(value, 'packages'))) {
    wrong('packages', 'is no list');
  }
  return version.slice('SPDX-'.length);
}

function check(one: unknown, where: string): void {
  if (!isObject(one)) wrong(where, 'is no object');
  for (const key of ['SPDXID', 'name', 'downloadLocation']) {
    if (textAt(one, key) === undefined) wrong(`${where}.${key}`, 'is missing or no text');
  }
  for (const key of ['versionInfo', 'supplier', 'homepage']) {
    if (own(one, key) !== undefined && textAt(one, key) === undefined) {
      wrong(`${where}.${key}`, 'is no text');
    }
  }
  listAt(one, 'externalRefs').forEach((ref, at) => {
    for (const key of ['referenceType', 'referenceLocator']) {
      if (textAt(ref, key) === undefined) {
        wrong(`${where}.externalRefs[${at}].${key}`, 'is missing or no text');
      }
    }
  });
}

function relationsOf(value: unknown): { graph: DependencyGraph; described: Set<string> } {
  const graph = new DependencyGraph();
  const described = new Set<string>();
  for (const id of listAt(value, 'documentDescribes')) {
    if (typeof id === 'string') described.add(id);
  }
  for (const one of listAt(value, 'relationships')) {
    const from = textAt(one, 'spdxElementId') ?? '';
    const to = textAt(one, 'relatedSpdxElement') ?? '';
    const kind = textAt(one, 'relationshipType') ?? '';
    if (kind === 'DESCRIBES') described.add(to);
    else if (kind === 'DESCRIBED_BY') described.add(from);
    else if (needs.includes(kind)) graph.add(from, none.includes(to) ? [] : [to]);
    else if (neededBy.includes(kind)) graph.add(to, [from]);
  }
  return { graph, described };
}

function purlOf(one: unknown): string | undefined {
  const ref = listAt(one, 'externalRefs').find((ref) => textAt(ref, 'referenceType') === 'purl');
  return textAt(ref, 'referenceLocator');
}

const asserted = (text: string | undefined): string | undefined =>
  text !== undefined && none.includes(text) ? undefined : text;

/** `Organization: Example Ltd (mail)` as `Example Ltd`; people who publish a package are nobody's supplier. */
function personless(text: string | undefined): string | undefined {
  return /^Organization:\s*(.*?)\s*(?:\([^()]*\))?$/.exec(text?.slice(0, 400) ?? '')?.[1];
}

function wrong(where: string, why: string): never {
  throw new Unreadable(`is not SPDX 2.3 as it is published: ${where} ${why}`);
}
