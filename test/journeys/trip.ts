import { mkdirSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';
import { findBrowser } from '../../src/platform/pdf/index.js';
import { Person } from './person.js';
import { runServer, type RunningServer } from './server.js';

const pictures = process.env['JOURNEY_PICTURES'];

/** The built server, a browser, and what was seen on the way. */
export class Trip {
  /** Serious faults that axe found on the pages that were looked at. */
  readonly barriers: string[] = [];

  private constructor(
    readonly server: RunningServer,
    private readonly browser: Browser,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Trip> {
    const server = await runServer(settings);
    const { executable, environment } = await findBrowser({});
    const browser = await launch({
      executablePath: executable,
      env: { ...process.env, ...environment },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-sync',
      ],
    });
    return new Trip(server, browser);
  }

  async person(): Promise<Person> {
    return Person.in(this.browser);
  }

  /** Looks at the page as it is: no serious barrier, and a picture where wanted. */
  async look(person: Person, name: string): Promise<void> {
    this.barriers.push(...(await person.barriers()));
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await person.page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }
}
