import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed, sql } from '../../platform/database/index.js';
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

interface NewTool extends ToolIdentity {
  line: ToolLine;
}

/** Which tools lines name, as far as that was known when they were looked at. */
export class NamedTools {
  readonly identities: ToolIdentity[] = [];
  readonly wanted = new Map<string, NewTool>();
  readonly found = new Map<string, Found>();
}

const batch = 400;
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
  ...['root_id', 'created_at', 'updated_at', 'version'],
];

/** Finds the tools that lines name, however many at once, and adds those that nobody has named before. */
@Injectable()
export class ToolLines {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Looks for the tools of further lines. What it finds may be told before the transaction that needs it. */
  async look(lines: readonly ToolLine[], named = new NamedTools()): Promise<NamedTools> {
    const { identities, wanted, found } = named;
    for await (const some of slicesOf(lines, batch)) {
      const unseen: NewTool[] = [];
      for (const line of some) {
        const identity = identityOf(line);
        identities.push(identity);
        if (wanted.has(identity.identity)) continue;
        const tool = { ...identity, line };
        wanted.set(identity.identity, tool);
        unseen.push(tool);
      }
      await this.findKnown(unseen, found);
    }
    return named;
  }

  /** Inside a transaction. Gives one for each line that was looked at, in order, and the ids of tools that are new. */
  async resolve({
    identities,
    wanted,
    found,
  }: NamedTools): Promise<{ resolved: Resolved[]; added: string[] }> {
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

  private async findKnown(some: readonly NewTool[], found: Map<string, Found>) {
    if (some.length === 0) return;
    const identities = some.map(({ identity }) => identity);
    const rows = await this.database.sql<Found[]>`
      SELECT identity, id, root_id AS "rootId" FROM tool WHERE identity IN (${listed(identities)})`;
    for (const row of rows) found.set(row.identity, row);
    await this.findByAlias(
      some.filter(({ identity }) => !found.has(identity)),
      found,
    );
  }

  private async findByAlias(unknown: readonly NewTool[], found: Map<string, Found>) {
    if (unknown.length === 0) return;
    const aliasOf = ({ purl, line }: NewTool) =>
      purl ? { kind: 'purl', value: purl } : { kind: 'name', value: bareNameOf(line.name) };
    const values = [...new Set(unknown.map((one) => aliasOf(one).value))];
    const rows = await this.database.sql<(Found & { kind: string; value: string })[]>`
      SELECT a.kind, a.value, t.identity, t.id, t.root_id AS "rootId"
      FROM tool_alias a JOIN tool t ON t.id = a.tool_id WHERE a.value IN (${listed(values)})`;
    const byAlias = new Map(rows.map((row) => [`${row.kind}:${row.value}`, row]));
    for (const one of unknown) {
      const { kind, value } = aliasOf(one);
      const tool = byAlias.get(`${kind}:${value}`);
      if (tool) found.set(one.identity, tool);
    }
  }

  /** In one order, so that two who add the same tools at once never wait for each other. */
  private async add(ordered: readonly NewTool[], found: Map<string, Found>): Promise<string[]> {
    const suppliers = await this.suppliersOf(ordered);
    const added: string[] = [];
    for await (const some of slicesOf(ordered, batch)) {
      // Somebody may have named them since they were looked for.
      await this.findByAlias(some, found);
      const unknown = some.filter(({ identity }) => !found.has(identity));
      for (const id of await this.insert(unknown, suppliers, found)) added.push(id);
    }
    return added;
  }

  private async insert(
    some: readonly NewTool[],
    suppliers: ReadonlyMap<string, string>,
    found: Map<string, Found>,
  ): Promise<string[]> {
    const now = this.clock.now().toISOString();
    const made = some.map((one) => ({ ...one, id: newId() }));
    const rows = made.map(({ id, identity, purl, nameKey, matchKey, line }) => {
      const { name, kind, webAddress, supplier } = line;
      const supplierId = supplier ? (suppliers.get(sortNameOf(supplier)) ?? null) : null;
      return [
        ...[id, identity, name, nameKey, matchKey, kind, purl, webAddress ?? null, supplierId],
        ...[id, now, now, 1],
      ];
    });
    const once = 'ON CONFLICT (identity) DO NOTHING RETURNING id';
    const inserted = await this.database.insertRows<{ id: string }>('tool', columns, rows, once);
    const ids = new Set(inserted.map(({ id }) => id));
    const added = made.filter(({ id }) => ids.has(id));
    for (const { identity, id } of added) found.set(identity, { identity, id, rootId: id });
    await this.index(added);
    const others = some.map(({ identity }) => identity).filter((one) => !found.has(one));
    if (others.length > 0) {
      const rows = await this.database.sql<Found[]>`
        SELECT identity, id, root_id AS "rootId" FROM tool WHERE identity IN (${listed(others)})`;
      for (const row of rows) found.set(row.identity, row);
    }
    return [...ids];
  }

  private async index(made: readonly (NewTool & { id: string })[]): Promise<void> {
    const words = made.flatMap(({ id, line, purl }) =>
      wordsOf(`${line.name} ${purl?.slice(purl.indexOf('/') + 1) ?? ''}`).map((word) => [id, word]),
    );
    await this.database.insertRows('tool_word', ['tool_id', 'word'], words);
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
