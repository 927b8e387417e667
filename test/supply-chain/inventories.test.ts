import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import {
  Inventories,
  Tool,
  ToolMerge,
  ToolMerges,
  ToolUse,
  ToolUseQueries,
  type InventoryItem,
  type NewInventory,
} from '../../src/supply-chain/index.js';
import { ToolLines } from '../../src/supply-chain/tools/tool-lines.service.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

const ann: Actor = { kind: 'user', id: newId(), name: 'Ann Analyst' };
const gateway: InventoryItem = { name: 'LiteLLM', kind: 'gateway' };
const library = (purl: string, direct: 'yes' | 'no' = 'yes'): InventoryItem => ({
  name: purl.replace(/^pkg:[a-z]+\/(.*)@.*$/, '$1'),
  kind: 'library',
  purl,
  direct,
});

describe('the register of tools', () => {
  let assay: TestAssay;
  let visitor: Visitor;
  let inventories: Inventories;
  let merges: ToolMerges;
  let vendorId: string;

  const fromOutside = AsyncResource.bind(<T>(work: () => Promise<T>): Promise<T> => work());

  beforeAll(async () => {
    assay = await startAssay();
    visitor = await assay.api('analyst');
    inventories = assay.app.get(Inventories);
    merges = assay.app.get(ToolMerges);
  });
  afterAll(() => assay.close());

  const take = async (items: InventoryItem[], list: Partial<NewInventory> = {}) =>
    inventories.take(ann, {
      vendorId,
      source: 'lockfile',
      sourceId: newId(),
      describedOn: '2026-03-01',
      isComplete: true,
      ...list,
      items,
    });
  const usesIn = (inventoryId: string) =>
    assay.database.repository(ToolUse).find({ where: { inventoryId }, order: { id: 'ASC' } });
  it('takes a list once, its tools by package URL whatever the version and spelling', async () => {
    vendorId = await addVendor(visitor);
    const sourceId = newId();
    const items = [library('pkg:pypi/litellm@1.82.6'), library('pkg:pypi/LiteLLM@1.82.7', 'no')];
    const first = await take(items, { sourceId });
    expect(await take(items, { sourceId })).toEqual({ id: first.id, taken: false });
    const uses = await usesIn(first.id);
    expect(uses.map(({ versionText, direct }) => [versionText, direct])).toEqual([
      ['1.82.6', 'yes'],
      ['1.82.7', 'no'],
    ]);
    expect(new Set(uses.map(({ toolId }) => toolId)).size).toBe(1);
    expect(uses[0]).toMatchObject({ grade: 'artefact', isCurrent: true, seesOurData: 'unknown' });
  });

  it('finds tools by the names they got, or that came, after they were looked for', async () => {
    vendorId = await addVendor(visitor);
    const [once, renamed] = ['Quorvex', 'Quorvex Relay'].map((name) => ({ ...gateway, name }));
    const items = [renamed, once] as InventoryItem[];
    const lines = assay.app.get(ToolLines);
    const named = await lines.look(items);
    const before = await usesIn((await take([once as InventoryItem])).id);
    const toolId = String(before[0]?.toolId);
    const alias = await visitor.post(`/api/v1/tools/${toolId}/aliases`, { name: 'Quorvex Relay' });
    expect(alias.status).toBe(201);
    const list = { vendorId, source: 'lockfile', describedOn: '2026-03-01' } as const;
    const whole = { ...list, sourceId: newId(), isComplete: true, items, named };
    const uses = await usesIn((await inventories.take(ann, whole)).id);
    expect(uses.map((use) => use.toolId)).toEqual([toolId, toolId]);
  });

  it('leaves current the list that describes the latest day, in whatever order lists come', async () => {
    vendorId = await addVendor(visitor);
    const spring = await take([library('pkg:pypi/ray@2.1')], { describedOn: '2026-03-01' });
    const winter = await take([library('pkg:pypi/ray@2.0')], { describedOn: '2026-01-01' });
    const answer = await take([gateway], { source: 'answer', describedOn: '2025-06-01' });
    const current = async (id: string) => [
      (await inventories.byId(id)).isCurrent,
      ...(await usesIn(id)).map(({ isCurrent }) => isCurrent),
    ];
    expect(await current(spring.id)).toEqual([true, true]);
    expect(await current(winter.id)).toEqual([false, false]);
    expect(await current(answer.id)).toEqual([true, true]);
    const summer = await take([], { describedOn: '2026-06-01' });
    expect(await current(summer.id)).toEqual([true]);
    expect(await current(spring.id)).toEqual([false, false]);
  });

  it('says which version was used on a day, from which list, and how far away that is', async () => {
    vendorId = await addVendor(visitor);
    const list = await take([library('pkg:npm/express@4.1.0')], { describedOn: '2026-03-21' });
    await take([library('pkg:npm/express@4.2.0')], { describedOn: '2026-04-01' });
    const [use] = await usesIn(list.id);
    const queries = assay.app.get(ToolUseQueries);
    const on = (day: string) => queries.onDay(vendorId, use?.toolId ?? '', day);
    expect(await on('2026-03-24')).toMatchObject({
      sentence: 'express 4.1.0: Lockfile of 21 Mar 2026, 3 days before that day.',
      lists: [{ daysAway: 3, versions: ['4.1.0'], listed: true }],
    });
    expect((await on('2026-04-01')).sentence).toBe(
      'express 4.2.0: Lockfile of 1 Apr 2026, of that very day.',
    );
    expect((await on('2026-03-20')).sentence).toBe(
      'express 4.1.0: Lockfile of 21 Mar 2026, 1 day after that day. There is no list from before 20 Mar 2026.',
    );
    await take([], { describedOn: '2026-05-01' });
    expect((await on('2026-05-03')).sentence).toBe(
      'express is not in the nearest list: Lockfile of 1 May 2026, 2 days before that day.',
    );
    const worker = { describedOn: '2026-03-20', subject: 'Worker' };
    await take([library('pkg:npm/express@3.0.0')], worker);
    expect((await on('2026-03-24')).sentence).toBe(
      'express 4.1.0: Lockfile of 21 Mar 2026, 3 days before that day. Other lists name other versions: 3.0.0.',
    );
  });

  it('suggests that a name is a package of that name, and merges them only when a person says so', async () => {
    vendorId = await addVendor(visitor);
    const named = await take([gateway, { name: 'Lite-LLM', kind: 'gateway' }], {
      source: 'answer',
    });
    const [use, spelt] = await usesIn(named.id);
    const merge = (await assay.database.repository(ToolMerge).findBy({ state: 'suggested' })).find(
      ({ mergedId }) => mergedId === use?.toolId,
    );
    if (!merge || !use || !spelt) throw new Error('Nothing is suggested.');
    const kept = await assay.database.repository(Tool).findOneByOrFail({ id: merge.keptId });
    expect(kept.purl).toBe('pkg:pypi/litellm');
    expect(use.rootId).toBe(use.toolId);

    await merges.confirm(ann, merge.id, 1);
    const later = await take([gateway], { source: 'analyst', subject: 'What they told us' });
    const roots = async () =>
      [...(await usesIn(named.id)), ...(await usesIn(later.id))].map(({ rootId }) => rootId);
    expect(await roots()).toEqual([kept.id, spelt.toolId, kept.id]);
    await expect(merges.confirm(ann, merge.id, 2)).rejects.toThrow('This merge is confirmed');

    await merges.undo(ann, merge.id, 2);
    expect(await roots()).toEqual([use.toolId, spelt.toolId, use.toolId]);
    await take([gateway], { source: 'analyst', subject: 'Once more' });
    const again = await assay.database
      .repository(ToolMerge)
      .findBy({ mergedId: use.toolId, keptId: kept.id });
    expect(again.map(({ state }) => state)).toEqual(['undone']);
  });

  it('follows merges of merged tools, undoes each exactly, and never closes a circle', async () => {
    vendorId = await addVendor(visitor);
    const names = ['Alpha', 'Beta', 'Gamma'];
    const { id } = await take(names.map((name) => ({ name, kind: 'other' })));
    const [a, b, c] = (await usesIn(id)).map(({ toolId }) => toolId) as [string, string, string];
    const merge = async (keptId: string, mergedId: string) => {
      const made = await merges.suggest(ann, { keptId, mergedId, reason: 'One product' });
      await merges.confirm(ann, made.id, 1);
      return made.id;
    };
    const roots = async () => (await usesIn(id)).map(({ rootId }) => rootId);
    const intoB = await merge(b, a);
    const intoC = await merge(c, b);
    expect(await roots()).toEqual([c, c, c]);
    await expect(merge(a, c)).rejects.toThrow('merged into the other before');
    await merges.undo(ann, intoB, 2);
    expect(await roots()).toEqual([a, c, c]);
    await merges.undo(ann, intoC, 2);
    expect(await roots()).toEqual([a, b, c]);
    const left = await assay.database.repository(ToolMerge).findBy({ keptId: a });
    expect(left).toMatchObject([{ mergedId: c, state: 'suggested' }]);
  });

  it('moves also the uses of a list that is being taken while tools are merged', async () => {
    vendorId = await addVendor(visitor);
    const items = ['Delta', 'Epsilon'].map((name) => ({ name, kind: 'other' as const }));
    const { id } = await take(items);
    const [kept, merged] = (await usesIn(id)).map(({ toolId }) => toolId) as [string, string];
    const made = await merges.suggest(ann, { keptId: kept, mergedId: merged, reason: 'One' });
    let merging: Promise<void> | undefined;
    const taken = await assay.database.transaction(async () => {
      const list = await take(items);
      // Of two connections the other one gets as far as it can before this one ends.
      merging = fromOutside(() => merges.confirm(ann, made.id, 1));
      await Promise.race([merging, setTimeout(150)]);
      return list;
    });
    await merging;
    const roots = (await usesIn(taken.id)).map(({ rootId }) => rootId);
    expect(roots).toEqual([kept, kept]);
  });
});
