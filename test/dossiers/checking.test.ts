import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run.js';
import { Config } from '../../src/platform/config/index.js';
import { prepare, submitted } from '../assessments/trip.js';
import { sendForm } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { build, fetched, onDisk, unpacked } from './examples.js';

describe('a dossier that somebody hands in', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let assessment: string;
  let id: string;
  let zip: Buffer;
  const folder = mkdtempSync(join(tmpdir(), 'assay-checked-'));

  beforeAll(async () => {
    assay = await startAssay();
    const analyst = await assay.api('analyst');
    staff = await assay.browser('analyst');
    assessment = await submitted(assay, analyst, await prepare(assay, analyst));
    const url = `/api/v1/assessments/${assessment}/dossiers`;
    const dossier = await build(assay, analyst, url, { profile: 'hashes-only' });
    id = dossier.id;
    zip = await fetched(analyst, dossier);
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await assay.close();
  });

  const handIn = (content: Buffer) =>
    sendForm({ assay, headers: staff.headers }, '/dossiers/check', {}, { name: 'd.zip', content });
  const cli = async (path: string) => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const code = await runCommand(['dossier', 'verify', path], {}, { say, complain: say });
    return { code, text: lines.join('\n') };
  };
  const atPath = (content: Buffer): string => {
    const path = join(folder, 'd.zip');
    writeFileSync(path, content);
    return path;
  };
  /** One byte of the content of a part, where the zip has it. */
  const touched = (): Buffer => {
    const copy = Buffer.from(zip);
    const at = copy.indexOf('"profile": "hashes-only"');
    expect(at).toBeGreaterThan(0);
    copy.write('"profile": "hashes-onlY"', at);
    return copy;
  };

  it('is told to be as it was signed, and the very one that was built here', async () => {
    const { status, text } = await handIn(zip);
    expect(status).toBe(200);
    expect(text).toContain('with a key of this server');
    expect(text).toContain(`/dossiers/${id}`);
    expect(text).toContain('report.pdf');
    expect(await cli(atPath(zip))).toMatchObject({ code: 0 });
    const unzipped = await onDisk(await unpacked(zip));
    expect((await cli(unzipped)).text).toContain('Everything in it is as it was signed');
    rmSync(unzipped, { recursive: true });
  });

  it('is refused once a byte of it was touched, by the page and the command line', async () => {
    const { status, text } = await handIn(touched());
    expect(status).toBe(200);
    expect(text).toContain('Not as it was signed');
    expect(text).toContain('data/withheld.json was changed.');
    const told = await cli(atPath(touched()));
    expect(told.code).toBe(1);
    expect(told.text).toContain('NOT AS IT WAS SIGNED: data/withheld.json was changed.');
  });

  it.each([
    ['cut off', () => zip.subarray(0, zip.length - 100)],
    ['cut in the middle', () => zip.subarray(0, zip.length / 2)],
    ['empty', () => Buffer.from('x')],
    ['no zip', () => Buffer.from('%PDF-1.7 nothing to see')],
    ['a zip of something else', () => Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')],
  ])('is called none where it is %s, and nothing of it is left', async (_, content) => {
    const { status, text } = await handIn(content());
    expect([200, 422]).toContain(status);
    expect(text).toMatch(/is not a dossier|This is not a dossier/);
    const told = await cli(atPath(content()));
    expect(told.code).toBeGreaterThan(0);
    const data = assay.app.get(Config).data;
    expect(readdirSync(data).filter((name) => name.startsWith('check-'))).toEqual([]);
  });

  it('is not found by a command that names nothing', async () => {
    expect(await cli(join(folder, 'none.zip'))).toMatchObject({ code: 2 });
  });

  it('has a page of its own, and one among all', async () => {
    expect((await staff.get(`/dossiers/${id}`)).text).toContain('Download the dossier');
    expect((await staff.get('/dossiers')).text).toContain(`/dossiers/${id}`);
    expect((await staff.get(`/assessments/${assessment}`)).text).toContain('Build a dossier');
    const ordered = await staff.post(`/assessments/${assessment}/dossiers`, { profile: 'full' });
    expect([ordered.status, ordered.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/dossiers\//),
    ]);
    expect((await staff.get(ordered.headers['location'] ?? '')).text).toContain(
      'It is being built',
    );
    expect((await handIn(zip)).status).toBe(200);
  });
});
