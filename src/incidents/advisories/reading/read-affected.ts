import {
  namesEverything,
  osvPackagePurl,
  readPurl,
  type AffectedPackage,
  type OsvEvent,
  type OsvRange,
} from '../../../supply-chain/index.js';
import type { Shape } from './shape.js';
import { readSeverities } from './read-severity.js';

const mostVersions = 20_000;
const mostRanges = 200;
const mostEvents = 500;
const mostCommits = 2_000;
const longestVersion = 500;
const rangeTypes = ['SEMVER', 'ECOSYSTEM', 'GIT'] as const;
const eventKinds = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

/** One entry of `affected`; undefined for one that names no package (a record of commits alone). */
export function readAffected(shape: Shape, hasSeverity: boolean): AffectedPackage | undefined {
  const severity = shape.at('severity');
  readSeverities(severity);
  if (hasSeverity && !severity.isMissing) {
    severity.fail('stands beside a severity of the whole record: one of the two has to go');
  }
  shape.at('ecosystem_specific').object();
  shape.at('database_specific').object();
  const ranges = shape.at('ranges');
  const read = {
    versions: shape
      .at('versions')
      .list(mostVersions)
      .map((version) => version.line(longestVersion)),
    ranges: ranges.list(mostRanges).map(readRange),
  };
  if (eventsOf(read.ranges) > mostEvents) {
    ranges.fail(
      `has more than ${mostEvents} events in all: no version can be held against so many`,
    );
  }
  const named = shape.at('package');
  if (named.value === undefined) return undefined;
  const ecosystem = named.at('ecosystem').line(100);
  const name = named.at('name').line(500);
  const written = named.at('purl').textOr('', 1_000);
  const purl = osvPackagePurl(ecosystem, name) ?? readPurl(written)?.purl ?? null;
  return { purl, ecosystem, name, ...read, isBroad: namesEverything(read) };
}

/** Commits are not held against versions. */
const eventsOf = (ranges: readonly OsvRange[]): number =>
  ranges.reduce((sum, { type, events }) => sum + (type === 'GIT' ? 0 : events.length), 0);

function readRange(shape: Shape): OsvRange {
  const type = shape.at('type').one(rangeTypes);
  shape.at('database_specific').object();
  const list = shape.at('events');
  if (list.isMissing) list.fail('is missing');
  const events = list
    .list(type === 'GIT' ? mostCommits : mostEvents)
    .map((event) => readEvent(event, type));
  const has = (kind: keyof OsvEvent) => events.some((event) => event[kind] !== undefined);
  if (!has('introduced')) list.fail('has no event that says where it begins (introduced)');
  if (has('fixed') && has('last_affected')) {
    list.fail('has both fixed and last_affected: one range takes one of the two');
  }
  const repo = shape.at('repo');
  if (type !== 'GIT') return { type, events };
  return { type, repo: repo.line(2_000), events };
}

function readEvent(shape: Shape, type: OsvRange['type']): OsvEvent {
  const row = shape.row();
  const kinds = eventKinds.filter((kind) => Object.hasOwn(row, kind));
  const [kind] = kinds;
  if (!kind || kinds.length > 1) {
    return shape.fail(`needs exactly one of: ${eventKinds.join(', ')}`);
  }
  const text = shape.at(kind).line(longestVersion);
  if (type === 'GIT' && !/^(0|[a-f0-9]{40}|[a-f0-9]{64})$/.test(text)) {
    shape.at(kind).fail('is not the whole hash of a commit');
  }
  return { [kind]: text };
}
