import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run.js';
import type { BackupFacts } from '../../src/cli/backup/facts.js';
import { Config } from '../../src/platform/config/index.js';
import { sendForm, textOf, type Given } from '../evidence/files.js';
import type { TestAssay, Visitor } from '../support/app.js';

export interface Outcome {
  code: number;
  said: string;
  complained: string;
}

export const environmentOf = (data: string, databaseUrl?: string): Record<string, string> => ({
  ASSAY_DATA: data,
  ASSAY_LOG_LEVEL: 'error',
  ...(databaseUrl ? { ASSAY_DATABASE_URL: databaseUrl } : {}),
});

export async function command(
  environment: Record<string, string>,
  ...args: string[]
): Promise<Outcome> {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await runCommand(args, environment, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

export const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-backup-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export const factsOf = (backup: string): BackupFacts =>
  JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')) as BackupFacts;

export const manifestOf = (backup: string): [path: string, hash: string][] =>
  readFileSync(join(backup, 'manifest-sha256.txt'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(66), line.slice(0, 64)]);

export const hashOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex');

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

/** The keys of one data folder in a new one, as an operator puts them back. */
export const keysInto = (from: string, to: string): void =>
  cpSync(join(from, 'keys'), join(to, 'keys'), { recursive: true });

export const dataOf = ({ app }: TestAssay) => {
  const { data, databaseUrl } = app.get(Config);
  return { data, databaseUrl, environment: environmentOf(data, databaseUrl) };
};

/** Gives a file as evidence of a vendor; what is acknowledged can be read from then on. */
export async function give(
  assay: TestAssay,
  { headers }: Visitor,
  vendor: string,
  bytes = 9_000,
): Promise<{ id: string; content: Buffer }> {
  const file: Given = { name: 'soc2.txt', content: textOf(bytes) };
  const url = `/api/v1/vendors/${vendor}/evidence`;
  const sent = await sendForm({ assay, headers }, url, { title: 'SOC 2' }, file);
  if (sent.status !== 201) throw new Error(`${sent.status} ${sent.text}`);
  return { id: sent.body.id, content: file.content };
}
