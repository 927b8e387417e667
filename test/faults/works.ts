import { expect } from '@jest/globals';
import { setTimeout as after } from 'node:timers/promises';
import yazl from 'yazl';
import type { Database } from '../../src/platform/database/index.js';
import type { Given } from '../evidence/files.js';
import { malware } from '../incidents/advisories/records.js';
import { litellmFacts } from '../incidents/examples.js';
import { NoAnswer, type Answer, type Ordeal } from './ordeal.js';
import type { Prepared } from './prepared.js';

export interface Made {
  id: string;
}

/** One kind of work that is killed. */
export interface Work {
  name: string;
  /** It begins with the server, and nobody asks for it. */
  isByItself?: true;
  /** Asks for it, and notes what the server said yes to. May end in NoAnswer. */
  order(ordeal: Ordeal, prepared: Prepared, round: number): Promise<void>;
  /** Of a server that has come to rest after a kill: all that it said yes to is there, and whole. */
  check(ordeal: Ordeal): Promise<void>;
  /** The same, while no server runs. */
  atRest?(database: Database): Promise<void>;
}

export function must<T>({ status, body }: Answer<T>, ...wanted: number[]): T {
  if (!wanted.includes(status)) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

export function checkpoints(): Work {
  const noted = new Map<number, string>();
  return {
    name: 'checkpoints',
    async order(ordeal, { vendorId }) {
      for (let times = 0; times < 5; times += 1) {
        const facts = { name: `Contact ${times}`, email: `c${Date.now()}-${times}@quill.net` };
        await ordeal.ask('POST', `/api/v1/vendors/${vendorId}/contacts`, facts);
        const signed = await ordeal.ask<{ size: number; note: string }>(
          'POST',
          '/api/v1/journal/checkpoints',
        );
        const { size, note } = must(signed, 201);
        noted.set(size, note);
      }
    },
    async check(ordeal) {
      for (const [size, note] of noted) {
        const kept = await ordeal.ask('GET', `/api/v1/journal/checkpoints/${size}`);
        expect(must(kept, 200)).toMatchObject({ note });
      }
    },
  };
}

export function inventories(components: number): Work {
  const noted = new Set<string>();
  return {
    name: 'inventories',
    async order(ordeal, { vendorId }, round) {
      const list = {
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        version: 1,
        components: Array.from({ length: components }, (_, at) => ({
          ...{ type: 'library', name: `part-${at}`, version: `1.${round}.${at}` },
          purl: `pkg:npm/part-${at}@1.${round}.${at}`,
        })),
      };
      const file = { name: `sbom-${round}.cdx.json`, content: Buffer.from(JSON.stringify(list)) };
      const fields = { describedOn: '2026-12-02', subject: `Gateway ${round}` };
      const at = `/api/v1/vendors/${vendorId}/inventory-imports`;
      noted.add(must(await ordeal.give<Made>(at, fields, file), 201).id);
    },
    async check(ordeal) {
      for (const id of noted) {
        const told = await ordeal.ask('GET', `/api/v1/inventory-imports/${id}`);
        expect(must(told, 200)).toMatchObject({ state: 'done', entries: components });
      }
      noted.clear();
    },
    async atRest(database) {
      const halves = await database.sql<object[]>`
        SELECT i.id, i.uses, (SELECT count(*) FROM tool_use u WHERE u.inventory_id = i.id) AS there
        FROM inventory i WHERE i.uses <> (SELECT count(*) FROM tool_use u WHERE u.inventory_id = i.id)`;
      expect(halves).toEqual([]);
    },
  };
}

const importsOfAdvisories = '/api/v1/advisory-imports/files';

interface Import {
  id: string;
  state: string;
  added: number;
  changed: number;
  same: number;
  problem?: string;
}

/** What was taken over stays where it breaks off, which is told; sent again, all of it is there, once. */
export function advisories(records: number): Work {
  const sent: Given[] = [];
  return {
    name: 'advisories',
    async order(ordeal, _, round) {
      const zip = new yazl.ZipFile();
      const prefix = `MAL-${round}-`;
      for (let one = 0; one < records; one += 1) {
        const record = malware(`poisoned-${round}-${one}`, ['1.0.0'], { id: `${prefix}${one}` });
        zip.addBuffer(Buffer.from(JSON.stringify(record)), `${one}.json`);
      }
      zip.end();
      const pieces: Buffer[] = [];
      for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
      const file = { name: `all-${round}.zip`, content: Buffer.concat(pieces) };
      sent.push(file);
      must(await ordeal.give(importsOfAdvisories, {}, file), 201);
    },
    async check(ordeal) {
      const imports = await ordeal.ask<Import[]>('GET', '/api/v1/advisory-imports');
      for (const told of must(imports, 200)) {
        const one = await over(ordeal, told);
        if (one.state !== 'done') {
          expect([one.state, one.problem]).toEqual([
            'failed',
            expect.stringContaining('broke off'),
          ]);
        }
      }
      for (const file of sent) {
        const again = await sentAgain(ordeal, file);
        expect([again.state, again.added + again.same]).toEqual(['done', records]);
        const third = await sentAgain(ordeal, file);
        expect(third).toMatchObject({ state: 'done', same: records, added: 0 });
      }
      sent.splice(0);
    },
  };
}

/** The answer comes before a long one is over. */
async function sentAgain(ordeal: Ordeal, file: Given): Promise<Import> {
  return over(ordeal, must(await ordeal.give<Import>(importsOfAdvisories, {}, file), 201));
}

/** Where others may run beside it, it takes up to a minute until what nobody reads any more is told to have broken off. */
async function over(ordeal: Ordeal, begun: Import): Promise<Import> {
  let told = begun;
  while (told.state === 'running') {
    await after(100);
    told = must(await ordeal.ask<Import>('GET', `/api/v1/advisory-imports/${told.id}`), 200);
  }
  return told;
}

/** Every incident that was opened has all vendors in use derived; and no letter about it is lost or written twice. */
export function incidents(): Work {
  const noted = new Set<string>();
  const asked = new Set<string>();
  return {
    name: 'incidents and outreach',
    async order(ordeal, _, round) {
      const [last] = [...noted].slice(-1);
      if (last !== undefined) {
        const groups = { standings: ['affected', 'stale', 'never_asked', 'clear'] };
        const begun = await ordeal.ask<Made>(
          'POST',
          `/api/v1/incidents/${last}/outreaches`,
          groups,
        );
        if (must(begun, 201, 409).id) asked.add(last);
      }
      const facts = {
        ...litellmFacts,
        alongside: true,
        title: `Incident ${round}`,
        windowFrom: '2026-11-24',
        windowTo: '2026-11-24',
      };
      noted.add(must(await ordeal.ask<Made>('POST', '/api/v1/incidents', facts), 201).id);
    },
    async check(ordeal) {
      for (const id of noted) {
        const told = await ordeal.ask<{ derivation: number }>(
          'GET',
          `/api/v1/incidents/${id}/exposure`,
        );
        expect(must(told, 200).derivation).toBeGreaterThan(0);
      }
      for (const id of [...noted].slice(0, -1)) {
        const at = `/api/v1/incidents/${id}`;
        const { version } = must(await ordeal.ask<{ version: number }>('GET', at), 200);
        const why = { reason: 'All is told.' };
        must(await ordeal.ask('POST', `${at}/closing`, why, version), 204);
        noted.delete(id);
      }
    },
    async atRest(database) {
      const twice = await database.sql<object[]>`
        SELECT incident_id, vendor_id, from_derivation, count(*) AS many FROM exposure
        GROUP BY incident_id, vendor_id, from_derivation HAVING count(*) > 1`;
      const overlapping = await database.sql<object[]>`
        SELECT x.incident_id, x.vendor_id, count(*) AS many FROM exposure x JOIN incident n ON n.id = x.incident_id
        WHERE x.from_derivation <= n.derivation AND x.until_derivation > n.derivation
        GROUP BY x.incident_id, x.vendor_id HAVING count(*) > 1`;
      expect([twice, overlapping]).toEqual([[], []]);
      const letters = await database.sql<object[]>`
        SELECT r.id, r.sent_at, count(l.id) AS many FROM outreach_request r
        LEFT JOIN letter l ON l.about_kind = 'outreach_request' AND l.about_id = r.id AND l.id = r.letter_id
        GROUP BY r.id, r.sent_at HAVING count(l.id) <> CASE WHEN r.sent_at IS NULL THEN 0 ELSE 1 END`;
      expect(letters).toEqual([]);
    },
  };
}

/** Ending access is all or nothing; said yes to, no link is left. */
export function offboarding(): Work {
  const ended = new Set<string>();
  return {
    name: 'offboarding',
    async order(ordeal, { contacted }, round) {
      const vendorId = contacted[round % contacted.length] ?? '';
      const at = `/api/v1/vendors/${vendorId}/offboarding`;
      const id = (must(await ordeal.ask<Partial<Made>>('POST', at, {}), 201, 409) as Made).id;
      if (id === undefined) return;
      const read = await ordeal.ask<{ version: number }>('GET', `/api/v1/offboardings/${id}`);
      const { version } = must(read, 200);
      const done = await ordeal.ask(
        'POST',
        `/api/v1/offboardings/${id}/access-ending`,
        undefined,
        version,
      );
      if (done.status === 200) ended.add(vendorId);
    },
    check: async () => undefined,
    async atRest(database) {
      for (const vendorId of ended) {
        const live = await database.sql<object[]>`
          SELECT id FROM outreach_request WHERE vendor_id = ${vendorId} AND revoked_at IS NULL
            AND incident_id IN (SELECT id FROM incident) AND sent_at IS NOT NULL
            AND sent_at < (SELECT max(s.settled_at) FROM offboarding_step s JOIN offboarding o ON o.id = s.offboarding_id
              WHERE o.vendor_id = ${vendorId} AND s.step = 'access')`;
        expect(live).toEqual([]);
      }
    },
  };
}

/** What is due goes wholly: no file of it is left, and each piece is told once. */
export function purges(): Work {
  return {
    name: 'purges',
    isByItself: true,
    order: async () => undefined,
    async check(ordeal) {
      const due = async () => {
        const kinds = await ordeal.ask<{ code: string; due: number }[]>(
          'GET',
          '/api/v1/kept-kinds',
        );
        return must(kinds, 200).filter((kind) => kind.due > 0);
      };
      // The look for what is due begins with the server: its jobs may not be there yet.
      for (let tries = 0; tries < 100 && (await due()).length > 0; tries += 1) await after(100);
      expect(await due()).toEqual([]);
    },
    async atRest(database) {
      const told = await database.sql<{ content: string }[]>`
        SELECT d.content FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq WHERE e.action = 'kept.purged'`;
      const ids = told.flatMap(({ content }) => {
        const { after } = JSON.parse(content) as { after: { place: string; ids: string[] } };
        return after.place === 'evidence' ? after.ids : [];
      });
      expect(new Set(ids).size).toBe(ids.length);
      const [{ destroyed } = { destroyed: -1 }] = await database.sql<{ destroyed: number }[]>`
        SELECT count(*) AS destroyed FROM evidence_revision WHERE destroyed_at IS NOT NULL`;
      expect(Number(destroyed)).toBe(ids.length);
    },
  };
}

/** Lets a work be ordered although the server may be gone at any moment of it. */
export async function orderAll(
  works: readonly Work[],
  ordeal: Ordeal,
  prepared: Prepared,
  round: number,
): Promise<void> {
  const orders = works.map((work) =>
    work.order(ordeal, prepared, round).catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error;
    }),
  );
  await Promise.all(orders);
}
