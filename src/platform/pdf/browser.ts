import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { unpackBundledBrowser } from './bundled-browser.js';
import { BrowserMissing } from './errors.js';

export interface BrowserSearch {
  /** The program named by ASSAY_CHROMIUM. When set, nothing else is tried. */
  configured?: string;
  /** Folders to look in, as in PATH. */
  path?: string;
  /** Full paths to try after PATH. */
  places?: readonly string[];
  /** Whether the browser of the optional npm package may be used. */
  bundled?: boolean;
}

export interface FoundBrowser {
  executable: string;
  from: 'configured' | 'installed' | 'bundled';
  /** Variables that this browser needs in its environment. */
  environment: Record<string, string>;
}

const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'google-chrome',
  'google-chrome-stable',
];

const PLACES = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a browser to print with: the configured one, an installed one, or the one that the optional package
 * @sparticuz/chromium carries. Throws BrowserMissing when there is none.
 */
export async function findBrowser(search: BrowserSearch = {}): Promise<FoundBrowser> {
  if (search.configured) return configured(search.configured);
  for (const executable of installedCandidates(search)) {
    if (await canRun(executable)) return { executable, from: 'installed', environment: {} };
  }
  const why = search.bundled === false ? 'the bundled browser is switched off' : await bundled();
  if (typeof why !== 'string') return why;
  throw new BrowserMissing(
    'No browser was found to print the report with. Install one (on Debian or Ubuntu: ' +
      '`apt install chromium`, elsewhere Chromium or Google Chrome), or set ASSAY_CHROMIUM to the ' +
      `path of one, then restart Assay. (${why})`,
  );
}

async function configured(executable: string): Promise<FoundBrowser> {
  if (await canRun(executable)) return { executable, from: 'configured', environment: {} };
  throw new BrowserMissing(
    `ASSAY_CHROMIUM is set to ${executable}, which is not a program that can be run. ` +
      'Set it to the path of Chromium, chromium-headless-shell or Google Chrome, or leave it empty.',
  );
}

function installedCandidates(search: BrowserSearch): string[] {
  const folders = (search.path ?? process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(search.places ?? PLACES)];
}

async function bundled(): Promise<FoundBrowser | string> {
  try {
    return { from: 'bundled', ...(await unpackBundledBrowser()) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function canRun(executable: string): Promise<boolean> {
  try {
    await access(executable, constants.X_OK);
    return (await stat(executable)).isFile();
  } catch {
    return false;
  }
}
