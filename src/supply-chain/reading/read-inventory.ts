import type { ToolKind } from '../words.js';

/** What is read, and what people call it. */
export const inventoryFormats = {
  cyclonedx_json: 'CycloneDX (JSON)',
  cyclonedx_xml: 'CycloneDX (XML)',
  spdx_json: 'SPDX (JSON)',
  requirements: 'requirements.txt',
  uv_lock: 'uv.lock',
  poetry_lock: 'poetry.lock',
  pipfile_lock: 'Pipfile.lock',
  package_lock: 'package-lock.json',
  pnpm_lock: 'pnpm-lock.yaml',
  yarn_lock: 'yarn.lock',
} as const;
export type InventoryFormat = keyof typeof inventoryFormats;

/** The two kinds of file: a bill of materials, and what a package manager keeps. */
export const sourceOfFormat = (format: InventoryFormat): 'sbom' | 'lockfile' =>
  format === 'spdx_json' || format.startsWith('cyclonedx') ? 'sbom' : 'lockfile';

export type Directness = 'yes' | 'no' | 'unknown';

/** One thing that a file says is in use. */
export interface ReadItem {
  /** Canonical, without version; null where the file has none that can be read. */
  purl: string | null;
  name: string;
  /** As written, of any form; null where the file does not say which. */
  version: string | null;
  kind: ToolKind;
  /** Whether the product asks for it itself. */
  direct: Directness;
  supplier: string | null;
  webAddress: string | null;
}

/** A piece of the file that is not in the items, or not as written, and why. */
export interface LeftOut {
  /** A line or a path in the file. */
  where: string;
  why: string;
}

/** What a file says. `entries` = `items.length` + `repeated` + `dropped`. */
export interface ReadInventory {
  format: InventoryFormat;
  formatVersion: string | null;
  /** `YYYY-MM-DD`, or null where the file does not say. */
  describedOn: string | null;
  /** What it is a list of, or null where the file does not say. */
  subject: string | null;
  /** Whether everything that its items are built from is in it, too. */
  isComplete: boolean;
  /** Components, services, packages or lines that name something in use. */
  entries: number;
  items: ReadItem[];
  /** Entries that say the same as an earlier one. */
  repeated: number;
  /** Entries that are not in the items; why stands in `leftOut`. */
  dropped: number;
  /** The first of them, at most `mostTold`. */
  leftOut: LeftOut[];
  leftOutCount: number;
}

/** Hears items before it is known whether they hold, or all that is said of them. */
export type Early = (items: readonly ReadItem[], areLast: boolean) => void;

/** The file cannot be read. The message goes on after “The file”, and names the line or path where there is one. */
export class Unreadable extends Error {
  constructor(message: string) {
    // It may repeat something of the file.
    super(message.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 600));
  }
}

/** More of it in one file is refused, or left out. */
export const limits = {
  bytes: 64 * 1024 * 1024,
  entries: 100_000,
  depth: 100,
  name: 200,
  version: 100,
  address: 500,
  told: 100,
} as const;
