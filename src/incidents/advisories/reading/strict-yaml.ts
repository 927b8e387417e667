import {
  isAlias,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Pair,
} from 'yaml';
import { shown, Unreadable } from './unreadable.js';

/** Letters; YAML is slow to read, and no record comes near. */
export const longestYaml = 400_000;
const mostDocuments = 200;
const deepest = 60;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads YAML 1.2, one document or several. Anchors that are used (`*name`), tags, keys that stand twice and deep nesting are
 * refused: no record needs them, and they are how a small text becomes a large one. Numbers stay as they are written: a
 * version 1.10 is not 1.1.
 *
 * @throws Unreadable with the line
 */
export function readYaml(text: string): unknown[] {
  if (text.length > longestYaml) {
    throw new Unreadable(`It is YAML of more than ${longestYaml} characters. Send it as JSON.`);
  }
  assertShallow(text);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    // The library compares every key with every other; a set does that in `refuseTwice`.
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'error',
    prettyErrors: false,
  });
  const all = Array.isArray(documents) ? documents : [];
  if (all.length === 0) throw new Unreadable('It is empty.');
  if (all.length > mostDocuments) {
    throw new Unreadable(`It has more than ${mostDocuments} documents. Send them as a ZIP file.`);
  }
  return all.map((document) => plain(document, lines));
}

function plain(document: Document.Parsed, lines: LineCounter): unknown {
  const at = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const fail = (offset: number | undefined, why: string): never => {
    throw new Unreadable(`It is not YAML as it should be: line ${at(offset)}, ${why}.`);
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    fail(problem.pos[0], lowered(shown(problem.message, 120)));
  }
  visit(document, {
    Alias: (_, node) => fail(node.range?.[0], 'something is meant by an alias (*): write it out'),
    Node: (_, node) => {
      if (!isAlias(node) && node.tag?.startsWith('!')) fail(node.range?.[0], 'it has a tag (!)');
    },
    Map: (_, { items }) => {
      const twice = firstTwice(items);
      if (isScalar(twice)) fail(twice.range?.[0], 'a key stands twice');
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) || typeof key.value !== 'string') {
        const range = isScalar(key) ? key.range?.[0] : undefined;
        return fail(range, 'a key is not a plain word');
      }
      if (forbidden.has(key.value)) fail(key.range?.[0], `the key ${key.value} is not taken`);
    },
    Scalar: (_, node) => {
      if (typeof node.value === 'number') node.value = node.source ?? String(node.value);
    },
  });
  return document.toJS({ maxAliasCount: 0 }) as unknown;
}

/** The first key that an earlier pair has, too. */
function firstTwice(items: readonly Pair[]): unknown {
  const known = new Set<unknown>();
  return items.find(({ key }) => {
    const value = isScalar(key) ? key.value : key;
    if (known.has(value)) return true;
    known.add(value);
    return false;
  })?.key;
}

/** Brackets and indentation, before anything recursive walks them. */
function assertShallow(text: string): void {
  let open = 0;
  let line = 1;
  for (const letter of text) {
    if (letter === '\n') line += 1;
    else if (letter === '[' || letter === '{') open += 1;
    else if (letter === ']' || letter === '}') open = Math.max(0, open - 1);
    if (open > 10 * deepest) tooDeep(line);
  }
  text.split('\n').forEach((row, index) => {
    const [lead = ''] = /^(?:[ ]|[-?:][ ])*/.exec(row) ?? [];
    const marks = lead.replaceAll(' ', '').length;
    if (marks > deepest || lead.length > 8 * deepest) tooDeep(index + 1);
  });
}

function tooDeep(line: number): never {
  throw new Unreadable(`It is not YAML as it should be: line ${line}, it is nested too deep.`);
}

const lowered = (text: string): string =>
  (text.charAt(0).toLowerCase() + text.slice(1)).replace(/\.$/, '');
