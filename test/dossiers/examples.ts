import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import yauzl from 'yauzl';
import { theProgram, type Files } from '../../src/dossiers/verifying/verify-dossier.js';
import { faultsOfBag } from './bagit.js';
import type { TestAssay, Visitor } from '../support/app.js';

export interface DossierBody {
  id: string;
  state: string;
  problem?: string;
  sha256?: string;
  bytes?: number;
  fingerprint?: string;
  checkpointSize?: number;
  lacking: { path: string; why: string }[];
}

export async function build(
  assay: TestAssay,
  staff: Visitor,
  url: string,
  facts: object = {},
): Promise<DossierBody> {
  const { status, body, text } = await staff.post<{ id: string }>(url, facts);
  if (status !== 201) throw new Error(`${status} ${text}`);
  for (let looks = 0; looks < 10; looks += 1) {
    await assay.settle();
    const { body: dossier } = await staff.get<DossierBody>(`/api/v1/dossiers/${body.id}`);
    if (!['waiting', 'building'].includes(dossier.state)) return dossier;
    assay.clock.advance(2_500);
  }
  throw new Error('The dossier was not built.');
}

/** Begun again hours later, as after the process was killed while it was built. */
export async function builtAgain(
  assay: TestAssay,
  staff: Visitor,
  { id }: { id: string },
  hours: number,
): Promise<DossierBody> {
  assay.clock.advance(hours * 3_600_000);
  await assay.database.transaction(async () => {
    await assay.database.sql`UPDATE dossier SET state = 'building' WHERE id = ${id}`;
    await assay.database.sql`
      UPDATE job SET state = 'waiting' WHERE kind = 'dossier.requested' AND payload LIKE ${`%${id}%`}`;
  });
  await assay.settle();
  return (await staff.get<DossierBody>(`/api/v1/dossiers/${id}`)).body;
}

export const fetched = async (staff: Visitor, { id }: { id: string }): Promise<Buffer> =>
  (await staff.get(`/api/v1/dossiers/${id}/zip`)).bytes;

/** The files of a zip below its one folder; a dossier is a bag by the RFC, whatever it holds. */
export async function unpacked(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await yauzl.fromBufferPromise(zip);
  const files = new Map<string, Buffer>();
  for await (const entry of file.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName.split('/').slice(1).join('/'), Buffer.concat(chunks));
  }
  const faults = faultsOfBag(files);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return files;
}

export const inMemory = (files: ReadonlyMap<string, Buffer>): Files => ({
  list: () => Promise.resolve([...files.keys()]),
  async open(path) {
    return (async function* () {
      yield files.get(path) ?? Buffer.alloc(0);
    })();
  },
});

export const verified = async (files: ReadonlyMap<string, Buffer>) =>
  (await theProgram()).verifyDossier(inMemory(files));

/** Written out as somebody unpacks it. */
export async function onDisk(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-dossier-'));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

export const json = <T>(files: ReadonlyMap<string, Buffer>, path: string): T =>
  JSON.parse((files.get(path) ?? Buffer.from('null')).toString()) as T;
