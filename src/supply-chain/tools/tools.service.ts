import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database, listed, sql } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { wordsOf } from '../../vendors/index.js';
import { toolNamed } from '../events.js';
import { MergeSuggesting } from '../merges/merge-suggesting.service.js';
import { Suppliers } from '../suppliers/suppliers.service.js';
import { readPurl } from '../versions/index.js';
import { bareNameOf, identityOf } from './tool-identity.js';
import type { ToolFacts } from './tool.dto.js';
import { Tool, ToolAlias } from './tool.entity.js';

const known = 'is that of another tool: merge the two instead';

/** Tools as people describe them; those that lists name are added by `ToolLines`. */
@Injectable()
export class Tools {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly suppliers: Suppliers,
    private readonly suggesting: MergeSuggesting,
  ) {}

  async add(actor: Actor, facts: ToolFacts): Promise<{ id: string }> {
    const id = newId();
    const written = columnsOf(facts);
    const now = this.clock.now();
    await this.database.transaction(async () => {
      await this.assertFree(written.identity, written.purl, id);
      await this.assertSupplier(written.supplierId);
      const made = { id, ...written, mergedIntoId: null, rootId: id };
      await this.database
        .repository(Tool)
        .insert({ ...made, createdAt: now, updatedAt: now, version: 1 });
      await this.index(id);
      await this.suggesting.of([id]);
      this.journal.record(actor, 'tool.added', { kind: 'tool', id }, null, toldOf(written));
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: ToolFacts): Promise<void> {
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('tool');
      await this.assertFree(written.identity, written.purl, id);
      await this.assertSupplier(written.supplierId);
      const changes = { ...written, updatedAt: this.clock.now() };
      await changeVersioned(this.database.repository(Tool), 'tool', before, changes);
      if (before.identity !== written.identity) {
        await this.keepIdentity(before);
        await this.jobs.enqueue(toolNamed, { toolId: id });
      }
      await this.index(id, before.name, packageOf(before));
      const subject = { kind: 'tool', id };
      this.journal.record(actor, 'tool.changed', subject, toldOf(before), toldOf(written));
    });
  }

  /** Lines that name the tool so are of it from now on; earlier ones are merged. */
  async addAlias(actor: Actor, toolId: string, text: string): Promise<{ id: string }> {
    const id = newId();
    const purl = readPurl(text)?.purl;
    const alias = purl
      ? { kind: 'purl' as const, value: purl, name: purl }
      : { kind: 'name' as const, value: bareNameOf(text), name: text };
    await this.database.transaction(async () => {
      await this.byId(toolId);
      if (purl) await this.assertFree(purl, purl, toolId);
      if (await this.database.repository(ToolAlias).existsBy({ ...aliasKey(alias) })) {
        throw new Conflict('This is an alias of a tool already.');
      }
      await this.database
        .repository(ToolAlias)
        .insert({ id, toolId, ...alias, createdAt: this.clock.now() });
      await this.index(toolId);
      const subject = { kind: 'tool', id: toolId };
      this.journal.record(actor, 'tool.alias_added', subject, null, { alias: alias.name });
      await this.jobs.enqueue(toolNamed, { toolId });
    });
    return { id };
  }

  /** Lists that name it so mean another tool from now on; earlier ones stay as they are. */
  async removeAlias(actor: Actor, id: string): Promise<{ toolId: string }> {
    return this.database.transaction(async () => {
      const alias = await this.database.repository(ToolAlias).findOneBy({ id });
      if (!alias) throw new NotFound('alias');
      const { affected } = await this.database.repository(ToolAlias).delete({ id });
      if (affected !== 1) throw new NotFound('alias');
      await this.index(alias.toolId, alias.name);
      const subject = { kind: 'tool', id: alias.toolId };
      this.journal.record(actor, 'tool.alias_removed', subject, { alias: alias.name }, null);
      await this.jobs.enqueue(toolNamed, { toolId: alias.toolId });
      return { toolId: alias.toolId };
    });
  }

  async byId(id: string): Promise<Tool> {
    const tool = await this.database.repository(Tool).findOneBy({ id });
    if (!tool) throw new NotFound('tool');
    return tool;
  }

  /** What named it before goes on naming it. */
  private async keepIdentity({ id, purl, name, matchKey }: Tool): Promise<void> {
    const kind = purl ? 'purl' : 'name';
    const alias = { id: newId(), toolId: id, kind, value: purl ?? matchKey, name: purl ?? name };
    await this.database
      .repository(ToolAlias)
      .createQueryBuilder()
      .insert()
      .values({ ...alias, createdAt: this.clock.now() } as ToolAlias)
      .orIgnore()
      .execute();
  }

  private async assertFree(identity: string, purl: string | null, id: string): Promise<void> {
    const [other] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM tool WHERE identity = ${identity} AND id <> ${id}`;
    if (other) throw new Invalid({ [purl ? 'purl' : 'name']: known });
    if (purl === null) return;
    const [alias] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM tool_alias WHERE kind = 'purl' AND value = ${purl} AND tool_id <> ${id}`;
    if (alias) throw new Invalid({ purl: known });
  }

  private async assertSupplier(id: string | null): Promise<void> {
    if (id === null) return;
    const found = await this.suppliers.find(id);
    if (!found) throw new Invalid({ supplierId: 'is not a supplier we know' });
  }

  /** It is found by the words of all its names, and no longer by those of `before` only. */
  private async index(id: string, ...before: string[]): Promise<void> {
    const tool = await this.byId(id);
    const aliases = await this.database.repository(ToolAlias).findBy({ toolId: id });
    const names = [tool.name, packageOf(tool), ...aliases.map(({ name }) => name)];
    const words = new Set(names.flatMap(wordsOf));
    const gone = before.flatMap(wordsOf).filter((word) => !words.has(word));
    if (gone.length > 0) {
      await this.database.sql`
        DELETE FROM tool_word WHERE tool_id = ${id} AND word IN (${listed(gone)})`;
    }
    if (words.size === 0) return;
    const rows = [...words].map((word) => sql`(${id}, ${word})`);
    await this.database.sql`
      INSERT INTO tool_word (tool_id, word) VALUES ${listed(rows)} ON CONFLICT DO NOTHING`;
  }
}

const packageOf = ({ purl }: Pick<Tool, 'purl'>) => purl?.slice('pkg:'.length) ?? '';

const aliasKey = ({ kind, value }: Pick<ToolAlias, 'kind' | 'value'>) => ({ kind, value });

function columnsOf({ name, kind, purl, webAddress, supplierId }: ToolFacts) {
  if (purl && !readPurl(purl))
    throw new Invalid({ purl: 'is not a package URL like pkg:pypi/litellm' });
  const { version: _, ...identity } = identityOf({
    name,
    purl: purl ?? null,
    webAddress: webAddress ?? null,
  });
  return {
    name,
    kind,
    ...identity,
    webAddress: webAddress ?? null,
    supplierId: supplierId ?? null,
  };
}

const toldOf = ({
  name,
  kind,
  purl,
  webAddress,
  supplierId,
}: Pick<Tool, 'name' | 'kind' | 'purl' | 'webAddress' | 'supplierId'>) => ({
  name,
  kind,
  purl,
  webAddress,
  supplierId,
});
