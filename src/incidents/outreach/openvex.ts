import { readPurl } from '../../supply-chain/index.js';
import { readJson } from '../advisories/reading/strict-json.js';
import { Unreadable } from '../advisories/reading/unreadable.js';
import { Shape } from '../advisories/reading/shape.js';
import { statementStatuses, type StatementStatus } from '../exposure/facts.js';
import { justifications, type Justification } from '../statements/statement.entity.js';

export interface VexStatement {
  /** Where it stands, such as `statements[0]`. */
  path: string;
  /** Names and aliases of the vulnerability that it is about. */
  vulnerabilities: readonly string[];
  /** The packages it names, as products or as parts of them; without versions. */
  purls: readonly string[];
  status: StatementStatus;
  justification?: Justification;
  /** `YYYY-MM-DD`, in UTC. */
  statedOn: string;
  words?: string;
}

export interface OpenVex {
  author: string;
  statements: readonly VexStatement[];
}

const mostStatements = 1_000;
const mostNames = 200;
const contexts = /^https:\/\/openvex\.dev\/ns(?:\/v0\.\d+\.\d+)?$/;

/**
 * Reads an OpenVEX document: who says what about which packages, each word with its day. Source: OpenVEX specification
 * 0.2.0; a statement without a moment takes that of the document.
 *
 * @param text JSON
 * @throws Unreadable with the line or the path of the first fault
 */
export function readOpenVex(text: string): OpenVex {
  const document = new Shape(readJson(text), '');
  document.row();
  const context = document.at('@context');
  if (!contexts.test(context.text(200))) context.fail('is not https://openvex.dev/ns/v0.2.0');
  document.at('@id').line(2_000);
  const author = document.at('author').line(300);
  const moment = document.at('timestamp').moment();
  const list = document.at('statements').list(mostStatements);
  if (list.length === 0) document.at('statements').fail('has no entry');
  return { author, statements: list.map((entry) => statementOf(entry, moment)) };
}

function statementOf(entry: Shape, moment: Date): VexStatement {
  const status = entry.at('status').one(statementStatuses);
  const reason = entry.at('justification');
  const impact = entry.at('impact_statement');
  if (status === 'not_affected' && reason.isMissing && impact.isMissing) {
    entry.fail('says not_affected, but gives neither justification nor impact_statement');
  }
  if (status !== 'not_affected' && !reason.isMissing) {
    reason.fail('is only for what is not_affected');
  }
  const own = entry.at('timestamp');
  const words = impact.isMissing ? entry.at('action_statement') : impact;
  return {
    path: entry.path,
    vulnerabilities: namesOf(entry.at('vulnerability')),
    purls: entry.at('products').list(mostNames).flatMap(purlsOf),
    status,
    ...(reason.isMissing ? {} : { justification: reason.one(justifications) }),
    statedOn: (own.isMissing ? moment : own.moment()).toISOString().slice(0, 10),
    ...(words.isMissing ? {} : { words: words.line(2_000) }),
  };
}

function namesOf(vulnerability: Shape): string[] {
  const aliases = vulnerability.at('aliases').list(mostNames);
  return [vulnerability.at('name'), ...aliases].map((name) => name.line(200));
}

/** Of a product and its parts, by what identifies them. */
function purlsOf(product: Shape): string[] {
  const parts = product.at('subcomponents').list(mostNames);
  return [product, ...parts].flatMap((one) => {
    const id = one.at('@id');
    const identifiers = one.at('identifiers');
    const purl = identifiers.isMissing ? undefined : identifiers.at('purl');
    const written = [id, purl].filter((text) => text !== undefined && !text.isMissing) as Shape[];
    return written.flatMap((text) => readPurl(text.text(2_000))?.purl ?? []);
  });
}

/** Graver first: of several words of one document the gravest counts. */
const gravity: readonly StatementStatus[] = [
  'affected',
  'under_investigation',
  'fixed',
  'not_affected',
];

/**
 * The word of a document about one of these packages, and where they are named about one of these vulnerabilities; of
 * several the latest, of the same day the gravest. Nothing where it says nothing of them.
 * @param purls without versions
 * @param names as advisories name the vulnerability; none: any
 */
export function wordAbout(
  document: OpenVex,
  purls: readonly string[],
  names: readonly string[],
): VexStatement | undefined {
  return wordsAbout(document, purls, names)[0];
}

/** All that it says of them: the one that counts first. */
function wordsAbout(
  { statements }: OpenVex,
  purls: readonly string[],
  names: readonly string[],
): VexStatement[] {
  const known = new Set(names.map((name) => name.toUpperCase()));
  return statements
    .filter((one) => one.purls.some((purl) => purls.includes(purl)))
    .filter(
      ({ vulnerabilities }) =>
        known.size === 0 || vulnerabilities.some((name) => known.has(name.toUpperCase())),
    )
    .sort(
      (one, other) =>
        other.statedOn.localeCompare(one.statedOn) ||
        gravity.indexOf(one.status) - gravity.indexOf(other.status),
    );
}

/** What a document says of an incident. */
export interface HeardVex {
  author: string;
  /** What it says of it: the word that counts first. */
  words: readonly [VexStatement, ...VexStatement[]];
  /** How many statements it has in all. */
  statements: number;
}

/**
 * Reads a document for what it says of an incident.
 * @param text JSON
 * @param about purls without versions, and names of the event as advisories give them
 * @param today `YYYY-MM-DD`
 * @returns or a clause that says why it cannot count
 */
export function heardIn(
  text: string,
  { purls, names }: { purls: readonly string[]; names: readonly string[] },
  today: string,
): HeardVex | { problem: string } {
  try {
    const document = readOpenVex(text);
    const [word, ...others] = wordsAbout(document, purls, names);
    if (!word) {
      const what = purls.length > 0 ? purls.join(', ') : 'what this is about';
      return { problem: `says nothing about ${what}` };
    }
    if (word.statedOn > today) return { problem: `is dated in the future: ${word.path}` };
    const { author, statements } = document;
    return { author, words: [word, ...others], statements: statements.length };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { problem: `cannot be read: ${error.message.replace(/\.$/, '')}` };
  }
}
