import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import { findBrowser, type BrowserSearch, type FoundBrowser } from './browser.js';
import { BrowserMissing } from './errors.js';

const STARTING_MS = 30_000;
const prefix = 'assay-printer-';

// Nothing listens on port 1 and loopback is not exempt, so whatever slips past every other defence ends here.
const NO_NETWORK = [
  '--proxy-server=http://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--dns-prefetch-disable',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

const QUIET = [
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-breakpad',
  '--no-first-run',
  '--no-default-browser-check',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** One browser, started at the first need, kept, and started again after it ended. */
export class WarmBrowser {
  private starting: Promise<Browser> | undefined;
  private tidied: Promise<unknown> = Promise.resolve();

  constructor(private readonly search: BrowserSearch) {}

  get isRunning(): boolean {
    return this.starting !== undefined;
  }

  find(): Promise<FoundBrowser> {
    return findBrowser(this.search);
  }

  get(): Promise<Browser> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    return this.starting;
  }

  async close(): Promise<void> {
    const browser = await this.starting?.catch(() => undefined);
    await browser?.close();
    await this.tidied;
  }

  private async start(): Promise<Browser> {
    const found = await this.find();
    await removeLeftovers();
    const profile = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
    const forget = () =>
      rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    try {
      // Loaded at the first report: it would slow every start.
      const { launch } = await import('puppeteer-core');
      await nextTurn();
      const browser = await launch({
        executablePath: found.executable,
        ignoreDefaultArgs: true,
        args: [...argumentsFor(profile), 'about:blank'],
        env: environment(found, profile),
        pipe: true,
        timeout: STARTING_MS,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      browser.once('disconnected', () => {
        this.starting = undefined;
        this.tidied = Promise.allSettled([this.tidied, forget()]);
      });
      return browser;
    } catch (error) {
      await forget();
      throw new BrowserMissing(
        `The browser ${found.executable} does not start: ${firstLine(error)} Install another, or set ASSAY_CHROMIUM.`,
      );
    }
  }
}

/** The profiles of browsers that were killed together with the process they printed for. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : NaN;
    if (!Number.isSafeInteger(pid) || pid <= 0 || isRunning(pid)) continue;
    // Somebody else's stays: it is theirs to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function argumentsFor(profile: string): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...QUIET,
    ...NO_NETWORK,
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
  ];
}

/** Only what a browser needs: it must not inherit the secrets in our own environment. */
function environment(found: FoundBrowser, profile: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: profile,
    TMPDIR: profile,
    LANG: 'C.UTF-8',
    ...found.environment,
  };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
