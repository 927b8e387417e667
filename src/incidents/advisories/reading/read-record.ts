import { createHash } from 'node:crypto';
import type { AffectedPackage } from '../../../supply-chain/index.js';
import { kindOf, type AdvisoryKind } from './kind.js';
import { readAffected } from './read-affected.js';
import { readSeverities } from './read-severity.js';
import { Shape } from './shape.js';
import { shown, type LeftOut } from './unreadable.js';

export interface AdvisoryReference {
  readonly type: string;
  readonly url: string;
}

/** One record of the Open Source Vulnerability format, as far as we use it; the whole of it is in `raw`. */
export interface ReadAdvisory {
  readonly osvId: string;
  readonly modifiedAt: Date;
  readonly publishedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly aliases: readonly string[];
  readonly kind: AdvisoryKind;
  readonly kindBecause: string;
  readonly summary: string;
  readonly details: string;
  readonly references: readonly AdvisoryReference[];
  readonly packages: readonly AffectedPackage[];
  readonly isBroad: boolean;
  /** The record as JSON with its keys in order, and the SHA-256 of that: alike for one record in JSON and YAML. */
  readonly raw: string;
  readonly rawHash: string;
  /** Parts that were not taken over. */
  readonly notes: readonly LeftOut[];
}

const mostPackages = 2_000;

/**
 * Reads one record of OSV schema 1.7 out of what was parsed. Stricter than it needs to be nowhere: ids, ecosystems and types of
 * references that it does not know are kept, so that a later minor version of the schema is still read.
 * Source: OSV schema 1.7.5.
 *
 * @throws Unreadable naming the path of the first thing that is not as the schema has it
 */
export function readRecord(value: unknown): ReadAdvisory {
  const record = new Shape(value, '');
  record.row();
  const osvId = record.at('id').line(200);
  if (!/^[!-~]+$/.test(osvId)) record.at('id').fail('has a space or a letter beyond plain ASCII');
  const severity = record.at('severity');
  const severities = readSeverities(severity);
  const notes: LeftOut[] = [];
  const affected = record.at('affected').list(mostPackages);
  const packages = affected.flatMap((shape) => {
    const read = readAffected(shape, severity.value !== undefined);
    if (!read) notes.push({ where: shape.path, why: 'names no package' });
    return read ?? [];
  });
  const optional = (key: string) =>
    record.at(key).value === undefined ? null : record.at(key).moment();
  const aliases = ids(record.at('aliases'));
  ids(record.at('related'));
  ids(record.at('upstream'));
  record.at('schema_version').textOr('', 20);
  record.at('database_specific').object();
  readCredits(record.at('credits'));
  const specific = [record, ...affected].map((shape) => shape.at('database_specific').value);
  const texts = {
    summary: shown(record.at('summary').textOr('', 5_000), 1_000),
    details: seen(record.at('details').textOr('', 500_000)),
  };
  const judged = kindOf({ id: osvId, aliases, ...texts, severities, packages, specific });
  const raw = JSON.stringify(inOrder(value));
  return {
    osvId,
    modifiedAt: record.at('modified').moment(),
    publishedAt: optional('published'),
    withdrawnAt: optional('withdrawn'),
    aliases: [...new Set(aliases)].filter((alias) => alias !== osvId),
    kind: judged.kind,
    kindBecause: judged.because,
    ...texts,
    references: readReferences(record.at('references'), notes),
    packages,
    isBroad: packages.some(({ isBroad }) => isBroad),
    raw,
    rawHash: createHash('sha256').update(raw).digest('hex'),
    notes,
  };
}

function ids(shape: Shape): string[] {
  return shape.list(1_000).map((id) => id.line(200));
}

function readReferences(shape: Shape, notes: LeftOut[]): AdvisoryReference[] {
  return shape.list(2_000).flatMap((reference) => {
    const type = reference.at('type').line(40);
    const url = reference.at('url').text(5_000).trim();
    if (/^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/iu.test(url) && URL.canParse(url)) return { type, url };
    notes.push({ where: reference.at('url').path, why: 'is not a web address' });
    return [];
  });
}

function readCredits(shape: Shape): void {
  for (const credit of shape.list(2_000)) {
    credit.at('name').text(1_000);
    for (const contact of credit.at('contact').list(100)) contact.text(1_000);
    if (credit.at('type').value !== undefined) credit.at('type').line(60);
  }
}

/** Without what cannot be seen, or would turn the text around it. */
function seen(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim();
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
}
