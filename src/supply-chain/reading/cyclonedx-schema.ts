import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The versions of CycloneDX that are read. */
export const bomVersions = ['1.4', '1.5', '1.6', '1.7'] as const;
export type BomVersion = (typeof bomVersions)[number];

const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json');
const besides = ['spdx', 'jsf-0.82', 'cryptography-defs'].map(
  (name) => `${name}.SNAPSHOT.schema.json`,
);

const compiled = new Map<BomVersion, ValidateFunction>();

/** A published schema, as the CycloneDX library ships it. */
export const schemaFile = (name: string): Buffer =>
  readFileSync(join(dirname(library), 'res/schema', name));

/** Validates a bill of materials as the CycloneDX library does it, in time that grows with its length only. */
export function bomValidator(version: BomVersion): ValidateFunction {
  const validator = compiled.get(version) ?? compile(version);
  compiled.set(version, validator);
  return validator;
}

function compile(version: BomVersion): ValidateFunction {
  const ajv = new Ajv({
    ...{ strict: false, addUsedSchema: false, logger: false, validateSchema: false },
    // Half the time to compile, for the same to validate.
    ...{ inlineRefs: false, code: { optimize: false } },
  });
  addFormats.default(ajv);
  // A whole parser for an address that nobody reads here would be too much.
  ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat('iri-reference', true);
  // It compares every component with every other, which takes hours: what is there twice we see ourselves.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword('uniqueItems');
  for (const name of besides) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}`);
  return ajv.compile(schema(`bom-${version}.SNAPSHOT.schema.json`));
}

/** The deepest of what was found wrong, as a person reads it: `components[17].purl must be string`. */
export function problemOf(errors: readonly ErrorObject[]): string {
  const [deepest] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  if (!deepest) return 'something in it';
  const { instancePath, message, params } = deepest;
  const extra = (params as { additionalProperty?: unknown }).additionalProperty;
  const which = typeof extra === 'string' ? `: ${extra.slice(0, 60)}` : '';
  return `${pathOf(instancePath) || 'the file'} ${message ?? 'is wrong'}${which}`;
}

/** `/components/17/purl` as `components[17].purl`, cut where somebody made it very long. */
function pathOf(pointer: string): string {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
  return path.length > 200 ? `…${path.slice(-200)}` : path;
}

function schema(name: string): object {
  return JSON.parse(schemaFile(name).toString('utf8')) as object;
}
