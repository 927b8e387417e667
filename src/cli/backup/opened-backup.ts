import { createPublicKey, verify } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../platform/ids.js';
import { copyNames } from '../../platform/database/index.js';
import { inLanes } from '../../platform/lanes.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { BackupRefused } from './backup-refused.js';
import { hashOfFile } from './copied-file.js';
import { lanes } from './copied-files.js';
import { readFacts, type BackupFacts } from './facts.js';
import {
  factsName,
  manifestName,
  readManifest,
  signatureName,
  signerName,
  type Manifest,
} from './manifest.js';
import { walk } from './walk.js';

export interface OpenedBackup {
  folder: string;
  manifest: Manifest;
  facts: BackupFacts;
  /** Fingerprint of the key that signed it, where it is signed. */
  signer?: string;
}

/** A backup in which no file is missing, added or changed; or every way in which it is not so. */
export async function openBackup(
  folder: string,
  terminal: Terminal,
): Promise<OpenedBackup | { problems: string[] }> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new BackupRefused(`There is no folder ${folder}.`);
  }
  if (!existsSync(join(folder, manifestName))) {
    throw new BackupRefused(
      `${folder} has no ${manifestName}: it is no backup, or one that was broken off.`,
    );
  }
  const text = await readFile(join(folder, manifestName), 'utf8');
  const manifest = readManifest(text);
  const problems = await differences(folder, manifest, terminal);
  const signed = await signerOf(folder, text);
  if (signed === false) problems.push(`${signatureName} is not the signature of this manifest.`);
  for (const name of [factsName, databaseOf(manifest)]) {
    if (!manifest.has(name)) problems.push(`${manifestName} does not name ${name}.`);
  }
  if (problems.length > 0) return { problems };
  const facts = readFacts(await readFile(join(folder, factsName), 'utf8'));
  if (!manifest.has(facts.database)) {
    return { problems: [`${factsName} names ${facts.database} as its database.`] };
  }
  return { folder, manifest, facts, ...(signed && { signer: signed }) };
}

const databaseOf = (manifest: Manifest): string =>
  copyNames.find((name) => manifest.has(name)) ?? 'a database';

async function differences(
  folder: string,
  manifest: Manifest,
  terminal: Terminal,
): Promise<string[]> {
  const { files, strange } = await walk(folder);
  const found = new Set(files);
  const unlisted = [manifestName, signatureName];
  const problems = [
    ...strange.map((path) => `${path} is a link or something else that is no file.`),
    ...files
      .filter((path) => !manifest.has(path) && !unlisted.includes(path))
      .map((path) => `${path} was added.`),
  ];
  const progress = new Progress(terminal, 'Files looked at', manifest.size);
  await inLanes(lanes, manifest, async ([path, hash]) => {
    if (!found.has(path)) problems.push(`${path} is missing.`);
    else if ((await hashOfFile(join(folder, path))) !== hash) problems.push(`${path} was changed.`);
    progress.add(1);
  });
  return problems.sort();
}

/** The fingerprint, false where the signature is not good, nothing where there is none. */
async function signerOf(folder: string, manifest: string): Promise<string | false | undefined> {
  const [signature, signer] = [join(folder, signatureName), join(folder, signerName)];
  if (!existsSync(signature) && !existsSync(signer)) return undefined;
  try {
    const key = createPublicKey(await readFile(signer));
    if (!verify(null, Buffer.from(manifest), key, await readFile(signature))) return false;
    return sha256(key.export({ format: 'der', type: 'spki' }));
  } catch {
    return false;
  }
}
