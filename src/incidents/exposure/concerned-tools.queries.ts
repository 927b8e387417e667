import { Injectable } from '@nestjs/common';
import { Database, listed, sql, type Sql } from '../../platform/database/index.js';
import { ecosystemOf, matchVersion, type AffectedPackage } from '../../supply-chain/index.js';
import { sortNameOf } from '../../vendors/index.js';
import type { Incident, NamedPackage } from '../cases/incident.entity.js';
import type { Window } from './facts.js';
import { remembering, worstVerdict, type ConcernedTool } from './ground.js';
import { UpstreamEvents } from './upstream-events.queries.js';

export interface Concerned {
  /** By the id of the tool that stands for all those that are one. */
  tools: ReadonlyMap<string, ConcernedTool>;
  names: readonly string[];
  isLibrary: boolean;
  /** The days on which one could be hit, as advisories have them. */
  window: Window;
}

type Case = Pick<Incident, 'eventId' | 'packages'>;

interface Found {
  rootId: string;
  name: string;
  /** What it was found by. */
  key: string;
}

const keysAtOnce = 500;

/** Which tools an incident concerns: by what its advisories name, and by what it names itself. */
@Injectable()
export class ConcernedTools {
  constructor(
    private readonly database: Database,
    private readonly events: UpstreamEvents,
  ) {}

  async of(incident: Case): Promise<Concerned> {
    const { affected, ...named } = await this.named(incident);
    const byKey = new Map<string, AffectedPackage[]>();
    for (const one of affected) {
      const key = keyOf(one);
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
    }
    return { ...named, tools: toolsOf(await this.find([...byKey.keys()]), byKey) };
  }

  /** The same without looking for the tools. */
  async named({
    eventId,
    packages,
  }: Case): Promise<Omit<Concerned, 'tools'> & { affected: AffectedPackage[] }> {
    const event = eventId === null ? undefined : await this.events.of(eventId);
    const affected = [...(event?.packages ?? []), ...packages.map(affectedOf)];
    return {
      affected,
      names: [...new Set(affected.map(({ name }) => name))].sort(),
      isLibrary: affected.some(({ purl }) => purl !== null),
      window: { from: event?.from ?? null, to: event?.to ?? null },
    };
  }

  private async find(keys: readonly string[]): Promise<Found[]> {
    const found: Found[] = [];
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      found.push(...(await this.findSome(keys.slice(at, at + keysAtOnce))));
    }
    return found;
  }

  private async findSome(keys: readonly string[]): Promise<Found[]> {
    const purls = keys.filter((key) => key.startsWith(purlMark));
    const names = keys.filter((key) => !key.startsWith(purlMark));
    const parts: Sql[] = [];
    if (purls.length > 0) {
      parts.push(
        sql`SELECT t.root_id, t.purl AS key FROM tool t WHERE t.purl IN (${listed(purls)})`,
        sql`SELECT t.root_id, a.value AS key FROM tool_alias a JOIN tool t ON t.id = a.tool_id
          WHERE a.kind = 'purl' AND a.value IN (${listed(purls)})`,
      );
    }
    if (names.length > 0) {
      parts.push(
        sql`SELECT t.root_id, t.name_key AS key FROM tool t WHERE t.name_key IN (${listed(names)})`,
        sql`SELECT t.root_id, a.value AS key FROM tool_alias a JOIN tool t ON t.id = a.tool_id
          WHERE a.kind = 'name' AND a.value IN (${listed(names)})`,
      );
    }
    const found: Found[] = [];
    for (const part of parts) {
      found.push(
        ...(await this.database.sql<Found[]>`
          SELECT f.root_id AS "rootId", r.name, f.key FROM (${part}) f JOIN tool r ON r.id = f.root_id`),
      );
    }
    return found;
  }
}

const purlMark = 'pkg:';

/** By which tools are found: the package URL, else the name as it is sorted. */
const keyOf = ({ purl, name }: AffectedPackage): string => purl ?? sortNameOf(name);

/** What an incident names itself: without versions, every version. */
export function affectedOf({ purl, name, versions }: NamedPackage): AffectedPackage {
  const isBroad = versions.length === 0;
  const every = { type: 'ECOSYSTEM', events: [{ introduced: '0' }] } as const;
  return {
    purl: purl ?? null,
    ecosystem: (purl && ecosystemOf(purl)) ?? '',
    name,
    versions,
    ranges: isBroad ? [every] : [],
    isBroad,
  };
}

function toolsOf(
  found: readonly Found[],
  byKey: ReadonlyMap<string, readonly AffectedPackage[]>,
): Map<string, ConcernedTool> {
  const packagesOf = new Map<string, { name: string; packages: Set<AffectedPackage> }>();
  for (const { rootId, name, key } of found) {
    const known = packagesOf.get(rootId) ?? { name, packages: new Set<AffectedPackage>() };
    for (const one of byKey.get(key) ?? []) known.packages.add(one);
    packagesOf.set(rootId, known);
  }
  const tools = new Map<string, ConcernedTool>();
  for (const [rootId, { name, packages }] of packagesOf) {
    const verdictOf = remembering((version) =>
      worstVerdict([...packages].map((one) => matchVersion(one, version).verdict)),
    );
    tools.set(rootId, { name, verdictOf });
  }
  return tools;
}
