import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = '@sparticuz/chromium';
const UNPACK = `const chromium = require(process.argv[1]);
(chromium.default ?? chromium).executablePath().catch((error) => {
  process.stderr.write(error.message);
  process.exit(1);
})`;
const run = promisify(execFile);

export interface UnpackedBrowser {
  executable: string;
  environment: Record<string, string>;
}

/**
 * Unpacks the browser inside @sparticuz/chromium, once per version, into a folder that only this user can write, and returns
 * how to start it. Throws when the package is not installed or does not fit this machine.
 */
export async function unpackBundledBrowser(): Promise<UnpackedBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`${PACKAGE} has no browser for ${process.platform} on ${process.arch}`);
  }
  const { entry, version } = locatePackage();
  const home = await privateFolder();
  const folder = join(home, `chromium-${version}`);
  if (!existsSync(folder)) await unpack(entry, home, folder);
  return {
    executable: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

function locatePackage(): { entry: string; version: string } {
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(PACKAGE);
    const manifest = require(join(dirname(entry), '..', '..', 'package.json')) as {
      version: string;
    };
    return { entry, version: manifest.version };
  } catch {
    throw new Error(`the optional package ${PACKAGE} is not installed`);
  }
}

/** The package trusts any /tmp/chromium it finds, so it is given a folder of our own instead. */
async function privateFolder(): Promise<string> {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `assay-browser-${uid}`);
  await mkdir(folder, { mode: 0o700, recursive: true });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} belongs to someone else or can be read by others: remove it`);
  }
  return folder;
}

async function unpack(entry: string, home: string, folder: string): Promise<void> {
  const aside = await mkdtemp(join(home, 'unpacking-'));
  try {
    // In a process of its own: the package reads TMPDIR and a lambda variable, and unpacking is heavy work.
    await run(process.execPath, ['-e', UNPACK, entry], {
      env: { TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x', HOME: aside },
    }).catch((error: { stderr?: string }) => {
      throw new Error(`${PACKAGE} could not be unpacked: ${error.stderr ?? 'it did not run'}`);
    });
    await writeFile(join(aside, 'fonts.conf'), fontConfiguration(folder));
    await rename(aside, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function fontConfiguration(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const list = folders.map((each) => `<dir>${escapeXml(each)}</dir>`).join('');
  const cache = escapeXml(join(folder, 'fonts-cache'));
  return `<?xml version="1.0"?><fontconfig>${list}<cachedir>${cache}</cachedir></fontconfig>\n`;
}

function escapeXml(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
