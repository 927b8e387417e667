import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed, sql, type Sql } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { slicesOf } from '../../platform/slices.js';
import { sortNameOf, wordsOf } from '../../vendors/index.js';
import type { ToolKind } from '../words.js';
import { bareNameOf, identityOf, type ToolIdentity } from './tool-identity.js';

/** What a line says of the tool it names. */
export interface ToolLine {
  name: string;
  kind: ToolKind;
  purl?: string | null;
  webAddress?: string | null;
  supplier?: string | null;
}

/** Which tool a line is of, and which that one stands for. */
export interface Resolved {
  toolId: string;
  rootId: string;
  /** From the package URL. */
  version: string | null;
}

interface Found {
  identity: string;
  id: string;
  rootId: string;
}

/** A tool that may be new: `id` and `rootId` are those that it gets where it is. */
interface NewTool extends ToolIdentity, Found {
  line: ToolLine;
  /** By which it is found, once it is known that it may be new. */
  words: string[] | undefined;
}

interface Alias extends Found {
  kind: string;
  value: string;
}

type Aliases = ReadonlyMap<string, Alias>;

/** Which tools lines name, as far as that was known when they were looked at. */
export class NamedTools {
  constructor(readonly since: Date) {}

  readonly identities: ToolIdentity[] = [];
  readonly wanted = new Map<string, NewTool>();
  readonly found = new Map<string, Found>();
  /** All there are, by kind and value; null where there are too many to hold. */
  aliases: Aliases | null | undefined;
}

const batch = 400;
const fewAliases = 1_000;
/** Whoever wrote an alias may have been at it for as long, or by another clock. */
const othersMs = 600_000;
const columns = [
  ...[
    'id',
    'identity',
    'name',
    'name_key',
    'match_key',
    'kind',
    'purl',
    'web_address',
    'supplier_id',
  ],
  'root_id',
];

/** Finds the tools that lines name, however many at once, and adds those that nobody has named before. */
@Injectable()
export class ToolLines {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Looks for the tools of further lines. What it finds may be told before the transaction that needs it. */
  async look(
    lines: readonly ToolLine[],
    named = new NamedTools(this.clock.now()),
  ): Promise<NamedTools> {
    const { identities, wanted, found } = named;
    for await (const some of slicesOf(lines, batch)) {
      const unseen: NewTool[] = [];
      for (const line of some) {
        const { identity, purl, version, nameKey, matchKey } = identityOf(line);
        const own = { id: '', rootId: '', line, words: undefined };
        const tool: NewTool = { identity, purl, version, nameKey, matchKey, ...own };
        identities.push(tool);
        if (wanted.has(tool.identity)) continue;
        wanted.set(tool.identity, tool);
        unseen.push(tool);
      }
      await this.findKnown(unseen, named);
      for (const one of unseen) if (!found.has(one.identity)) one.words = wordsFor(one);
    }
    return named;
  }

  /** Inside a transaction. Gives one for each line that was looked at, in order, and the ids of tools that are new. */
  async resolve(named: NamedTools): Promise<{ resolved: Resolved[]; added: string[] }> {
    const { identities, wanted, found } = named;
    await this.followAliases(named);
    const missing = [...wanted.keys()].filter((identity) => !found.has(identity)).sort();
    const added = await this.add(
      missing.flatMap((identity) => wanted.get(identity) ?? []),
      found,
    );
    const resolved = identities.map(({ identity, version }) => {
      const tool = found.get(identity);
      if (!tool) throw new Error(`The tool ${identity} was neither found nor added.`);
      return { toolId: tool.id, rootId: tool.rootId, version };
    });
    return { resolved, added };
  }

  private async findKnown(some: readonly NewTool[], named: NamedTools) {
    if (some.length === 0) return;
    const { found } = named;
    await this.findByIdentity(some, found);
    await this.findByAlias(
      some.filter(({ identity }) => !found.has(identity)),
      named,
    );
  }

  private async findByIdentity(some: readonly NewTool[], found: Map<string, Found>) {
    const identities = some.map(({ identity }) => identity);
    const rows = await this.database.sql<Found[]>`
      SELECT identity, id, root_id AS "rootId" FROM tool WHERE identity IN (${listed(identities)})`;
    for (const row of rows) found.set(row.identity, row);
  }

  private async findByAlias(unknown: readonly NewTool[], named: NamedTools) {
    if (unknown.length === 0) return;
    if (named.aliases === undefined) {
      const rows = await this.aliases(sql`1 = 1`, fewAliases + 1);
      named.aliases = rows.length > fewAliases ? null : byNameOf(rows);
    }
    if (named.aliases) return takeAliases(named.aliases, unknown, named.found);
    const values = [...new Set(unknown.map((one) => aliasOf(one).value))];
    const rows = await this.aliases(sql`a.value IN (${listed(values)})`);
    takeAliases(byNameOf(rows), unknown, named.found);
  }

  /** Somebody may have named them since they were looked for. */
  private async followAliases({ since, wanted, found }: NamedTools): Promise<void> {
    const begun = new Date(since.getTime() - othersMs).toISOString();
    const rows = await this.aliases(sql`a.created_at >= ${begun}`);
    if (rows.length === 0) return;
    const unknown = [...wanted.values()].filter(({ identity }) => !found.has(identity));
    takeAliases(byNameOf(rows), unknown, found);
  }

  private aliases(which: Sql, most = Number.MAX_SAFE_INTEGER): Promise<Alias[]> {
    return this.database.sql<Alias[]>`
      SELECT a.kind, a.value, t.identity, t.id, t.root_id AS "rootId"
      FROM tool_alias a JOIN tool t ON t.id = a.tool_id WHERE ${which} LIMIT ${most}`;
  }

  /** In one order, so that two who add the same tools at once never wait for each other. */
  private async add(ordered: readonly NewTool[], found: Map<string, Found>): Promise<string[]> {
    const suppliers = await this.suppliersOf(ordered);
    const added: string[] = [];
    for await (const some of slicesOf(ordered, batch)) {
      for (const id of await this.insert(some, suppliers, found)) added.push(id);
    }
    return added;
  }

  private async insert(
    some: readonly NewTool[],
    suppliers: ReadonlyMap<string, string>,
    found: Map<string, Found>,
  ): Promise<string[]> {
    const now = this.clock.now().toISOString();
    const rows = some.map((one) => {
      const { line } = one;
      const supplier = line.supplier ? suppliers.get(sortNameOf(line.supplier)) : undefined;
      const id = (one.id = one.rootId = newId());
      const { identity, nameKey, matchKey, purl } = one;
      const site = line.webAddress ?? null;
      const { name, kind } = line;
      return [id, identity, name, nameKey, matchKey, kind, purl, site, supplier ?? null, id];
    });
    const once = 'ON CONFLICT (identity) DO NOTHING';
    const ofAll = { created_at: now, updated_at: now, version: 1 };
    const written = await this.database.insertRows('tool', columns, rows, once, ofAll);
    for (const one of some) found.set(one.identity, one);
    // Others have added some of them since they were looked for.
    if (written < some.length) await this.findByIdentity(some, found);
    const added = some.filter((one) => found.get(one.identity) === one);
    const words = added.flatMap((one) =>
      (one.words ?? wordsFor(one)).map((word) => [one.id, word]),
    );
    await this.database.insertRows('tool_word', ['tool_id', 'word'], words);
    return added.map(({ id }) => id);
  }

  private async suppliersOf(tools: readonly NewTool[]): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for (const { line } of tools) {
      const name = line.supplier?.trim();
      if (name && !names.has(sortNameOf(name))) names.set(sortNameOf(name), name);
    }
    const known = new Map<string, string>();
    const keys = [...names.keys()].sort();
    const now = this.clock.now().toISOString();
    for (let from = 0; from < keys.length; from += batch) {
      const some = keys.slice(from, from + batch);
      const rows = some.map(
        (key) => sql`(${newId()}, ${names.get(key)}, ${key}, ${now}, ${now}, 1)`,
      );
      await this.database.sql`
        INSERT INTO supplier (id, name, name_key, created_at, updated_at, version)
        VALUES ${listed(rows)} ON CONFLICT (name_key) DO NOTHING`;
      const found = await this.database.sql<{ id: string; nameKey: string }[]>`
        SELECT id, name_key AS "nameKey" FROM supplier WHERE name_key IN (${listed(some)})`;
      for (const { id, nameKey } of found) known.set(nameKey, id);
    }
    return known;
  }
}

const aliasOf = ({ purl, line }: NewTool) =>
  purl ? { kind: 'purl', value: purl } : { kind: 'name', value: bareNameOf(line.name) };

const byNameOf = (rows: readonly Alias[]): Aliases =>
  new Map(rows.map((row) => [`${row.kind}:${row.value}`, row]));

function takeAliases(
  aliases: Aliases,
  unknown: readonly NewTool[],
  found: Map<string, Found>,
): void {
  if (aliases.size === 0) return;
  for (const one of unknown) {
    const { kind, value } = aliasOf(one);
    const tool = aliases.get(`${kind}:${value}`);
    if (tool) found.set(one.identity, tool);
  }
}

function wordsFor({ line: { name }, purl }: NewTool): string[] {
  const packaged = purl?.slice(purl.indexOf('/') + 1) ?? name;
  return wordsOf(packaged === name ? name : `${name} ${packaged}`);
}
