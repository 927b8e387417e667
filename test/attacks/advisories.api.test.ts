import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportView } from '../../src/incidents/index.js';
import { AdvisoryImport } from '../../src/incidents/advisories/imports/import.entity.js';
import { ImportRows } from '../../src/incidents/advisories/imports/import-rows.service.js';
import { Intake } from '../../src/incidents/advisories/imports/intake.service.js';
import { Imports } from '../../src/incidents/advisories/imports/imports.service.js';
import { WatchedFolder } from '../../src/incidents/advisories/imports/watched-folder.service.js';
import { readAdvisories } from '../../src/incidents/advisories/reading/index.js';
import { system } from '../../src/platform/actor.js';
import { osv } from '../incidents/advisories/records.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

describe('advisories that mean harm, or whose reader is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-watched-'));
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay({ ASSAY_ADVISORY_FOLDER: folder });
    analyst = await assay.api('analyst');
  });
  afterAll(async () => {
    await assay.close();
    rmSync(folder, { recursive: true });
  });

  const paste = (text: string) =>
    analyst.post<ImportView & { fields: Record<string, string> }>('/api/v1/advisory-imports', {
      text,
    });
  const newest = async (): Promise<ImportView> => {
    const { body } = await analyst.get<ImportView[]>('/api/v1/advisory-imports?size=1');
    if (!body[0]) throw new Error('There is no import.');
    return body[0];
  };
  const yaml = (rows: string) =>
    `id: Y-1\nmodified: 2026-03-24T12:00:00Z\ndatabase_specific:\n${rows}`;

  it('keep nobody waiting while a long text is read', async () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => `  k${at}: 1\n`).join('');
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 5);
    const { status, body } = await paste(yaml(rows));
    clearInterval(counting);
    expect([status, body.state, body.added]).toEqual([201, 'done', 1]);
    expect(turns).toBeGreaterThan(10);
    const twice = await paste(yaml(`${rows}  k7: 2\n`));
    expect([twice.status, twice.body.fields]).toEqual([
      422,
      { text: 'cannot be read. It is not YAML as it should be: line 12004, a key stands twice' },
    ]);
  });

  it.each([
    ['? '.repeat(20_000), 'line 1, it is nested too deep'],
    ['- ? '.repeat(10_000), 'line 1, it is nested too deep'],
  ])('are refused where they are nested too deep, however: %.8s', (text, why) => {
    expect(() => readAdvisories(text, 'n')).toThrow(why);
  });

  it.each(['2026-02-30T12:00:00Z', '9999-99-99T00:00:00Z', '2026-04-31T00:00:00.5Z'])(
    'are left out where they are of a day that never was: %s',
    (modified) => {
      const [read] = readAdvisories(JSON.stringify(osv({ modified })), 'n');
      expect(read?.problem).toBe(
        `modified is ${modified}, not a moment like 2026-03-24T15:35:32Z.`,
      );
    },
  );

  it('tell by their names only what cannot be kept as a package URL', async () => {
    const letters = Array.from({ length: 249 }, (_, at) =>
      String.fromCodePoint(0x20000 + ((at * 48_271 * at) % 42_000)),
    );
    const affected = [{ package: { ecosystem: 'npm', name: letters.join('') }, versions: ['1'] }];
    const { status, body } = await paste(JSON.stringify(osv({ id: 'LONG-1', affected })));
    expect([status, body.added, body.leftOut]).toEqual([201, 1, []]);
  });

  it('say soon that they broke off, and how much was taken over until then', async () => {
    assay.clock.advance(1_000);
    const rows = assay.app.get(ImportRows);
    const imports = assay.app.get(Imports);
    const origin = { source: 'file', name: 'killed.json' } as const;
    const id = await imports.begin(system, origin);
    let go = (): void => undefined;
    const killed = new Promise<void>((resolve) => (go = resolve));
    const records = (async function* () {
      yield ['K-1', 'K-2', 'K-3', 'K-4', 'K-5'].flatMap((one) =>
        readAdvisories(JSON.stringify(osv({ id: one })), one),
      );
      await killed;
      yield readAdvisories(JSON.stringify(osv({ id: 'K-6' })), 'K-6');
    })();
    const running = imports.run(system, id, origin, records);
    for (let at = 0; at < 200 && (await newest()).added < 5; at += 1) await nextTurn();
    await rows.leftovers();
    expect(await newest()).toMatchObject({ id, state: 'running', added: 5 });
    assay.clock.advance(3 * 60_000);
    await rows.leftovers();
    const after = await newest();
    expect(after).toMatchObject({
      ...{ id, state: 'failed', added: 5 },
      problem: 'It broke off. Send it again: what was taken over stays.',
    });
    expect(after.taken.map(({ osvId }) => osvId)).toEqual(['K-1', 'K-2', 'K-3', 'K-4', 'K-5']);
    // One that was only slow finds that it was given up: it writes nothing more.
    go();
    await running;
    expect(await newest()).toEqual(after);
    const known = await analyst.get<object[]>('/api/v1/advisories?id=K-6');
    expect(known.body).toEqual([]);
  });

  it('leave no file behind for longer than a day when their reader was killed', async () => {
    const [left, fresh] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'assay-advisories-')));
    if (!left || !fresh) throw new Error('There is no folder.');
    const now = assay.clock.now().getTime() / 1_000;
    utimesSync(left, now - 90_000, now - 90_000);
    utimesSync(fresh, now, now);
    await assay.app.get(Intake).forgotten();
    expect([existsSync(left), existsSync(fresh)]).toEqual([false, true]);
    rmSync(fresh, { recursive: true });
  });

  it('of the watched folder are read again when their reader was killed, but not for ever', async () => {
    const watched = assay.app.get(WatchedFolder);
    const rows = assay.app.get(ImportRows);
    writeFileSync(join(folder, 'f.json'), JSON.stringify(osv({ id: 'W-7' })));
    const kill = async (id: string) => {
      const now = assay.clock.now();
      await assay.database.transaction(() =>
        assay.database
          .repository(AdvisoryImport)
          .update({ id }, { state: 'running', finishedAt: null, aliveAt: now }),
      );
      assay.clock.advance(3 * 60_000);
      await rows.leftovers();
    };
    const seen = new Set<string>();
    for (let time = 1; time <= 5; time += 1) {
      writeFileSync(join(folder, 'f.json'), JSON.stringify(osv({ id: 'W-7' })));
      assay.clock.advance(1_000);
      await watched.look();
      await watched.look();
      const { id, sourceName } = await newest();
      expect(sourceName).toBe('f.json');
      if (seen.has(id)) break;
      seen.add(id);
      await kill(id);
    }
    expect(seen.size).toBe(3);
    expect((await newest()).problem).toBe(
      'It broke off. Send it again: what was taken over stays.',
    );
  });
});
