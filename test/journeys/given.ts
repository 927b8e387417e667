import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { until } from './server.js';
import type { Person } from './person.js';

/** Files that are sent on a trip. */
export class Files {
  private readonly folder = mkdtempSync(join(tmpdir(), 'assay-files-'));

  async choose(person: Person, name: string, content: string | Uint8Array): Promise<void> {
    const path = this.at(name);
    writeFileSync(path, content);
    const field = (await person.page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(path);
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A bill of materials with litellm in this version, or without it, made on this day. */
export function billOf(product: string, day: string, litellm?: string): string {
  const part = (name: string, version: string) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:pypi/${name}@${version}`,
  });
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp: `${day}T10:00:00Z`, component: { type: 'application', name: product } },
    components: [
      part('fastapi', '0.115.8'),
      part('requests', '2.32.4'),
      ...(litellm ? [part('litellm', litellm)] : []),
    ],
  });
}

/** Imports a bill of materials on the Tools tab of a vendor, and waits until it was read. */
export async function importBill(
  person: Person,
  files: Files,
  vendorPage: string,
  [name, content]: readonly [string, string],
): Promise<void> {
  await person.open(`${vendorPage}/tools`);
  await person.press('Import a file');
  await person.select('Is what its tools are built from in it, too?', 'true');
  await files.choose(person, name, content);
  await person.press('Import the file');
  const here = person.page.url();
  await until(async () => {
    await person.open(here);
    return (await person.text()).includes('It describes');
  });
}
