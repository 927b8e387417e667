import type { Browser, Page } from 'puppeteer-core';
import { Busy } from '../errors.js';
import { PrintFailed } from './errors.js';
import { countPages } from './page-count.js';
import { printed } from './printed.js';
import { Rooms, type Room } from './rooms.js';
import { Turns } from '../turns.js';
import { WarmBrowser } from './warm-browser.js';
import type { BrowserSearch } from './browser.js';

export type PaperFormat = 'A4' | 'Letter';

export interface PrinterOptions {
  browser?: BrowserSearch;
  /** Documents printed at the same time; the others wait in line. */
  atOnce?: number;
  /** Milliseconds that one document may take once its turn has come. */
  timeLimit?: number;
  pageLimit?: number;
  /** Bytes of HTML going in. */
  htmlLimit?: number;
  /** Bytes of PDF coming out. */
  pdfLimit?: number;
}

export interface PrintedDocument {
  pdf: Buffer;
  pages: number;
}

export type PrinterStatus =
  | { available: true; executable: string; isRunning: boolean }
  | { available: false; reason: string };

const DEFAULTS = {
  atOnce: 2,
  timeLimit: 60_000,
  pageLimit: 500,
  htmlLimit: 8_000_000,
  pdfLimit: 64_000_000,
};
const CLOSING_MS = 3_000;
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; " +
  "base-uri 'none'; form-action 'none'";

/** Prints HTML to PDF in a browser that can reach nothing: no script, no network, no file. */
export class Printer {
  private readonly limits: Required<Omit<PrinterOptions, 'browser'>>;
  private readonly warm: WarmBrowser;
  private readonly turns: Turns;
  private readonly rooms = new Rooms();
  private closing = false;

  constructor({ browser = {}, ...limits }: PrinterOptions = {}) {
    this.limits = { ...DEFAULTS, ...limits };
    this.warm = new WarmBrowser(browser);
    this.turns = new Turns(this.limits.atOnce);
  }

  /**
   * Prints a whole HTML document; its title becomes the title of the PDF, its headings the bookmarks. Throws BrowserMissing
   * when there is no browser that starts, PrintFailed when the document is too large, too long or too slow, Busy after
   * close() was called.
   */
  async print(document: { html: string; format: PaperFormat }): Promise<PrintedDocument> {
    if (this.closing)
      throw new Busy('Assay is shutting down; the report is printed after the next start.');
    if (Buffer.byteLength(document.html) > this.limits.htmlLimit) {
      throw new PrintFailed(`The document is larger than ${this.limits.htmlLimit} bytes`);
    }
    const html = prepare(document.html, document.format);
    return this.turns.take(() => this.printWhateverCrashes(html));
  }

  /** Which browser would print, or why none can. Starts nothing. */
  async status(): Promise<PrinterStatus> {
    try {
      const { executable } = await this.warm.find();
      return { available: true, executable, isRunning: this.warm.isRunning };
    } catch (error) {
      return { available: false, reason: (error as Error).message };
    }
  }

  /** Finishes what is being printed or waits to be, then ends the browser. */
  async close(): Promise<void> {
    this.closing = true;
    await this.turns.allDone();
    await this.warm.close();
  }

  private async printWhateverCrashes(html: string): Promise<PrintedDocument> {
    const browser = await this.warm.get();
    try {
      return await this.printIn(browser, html);
    } catch (error) {
      if (browser.connected || error instanceof PrintFailed) throw failure(error);
    }
    return this.printIn(await this.warm.get(), html).catch((error: unknown) => {
      throw failure(error);
    });
  }

  private async printIn(browser: Browser, html: string): Promise<PrintedDocument> {
    let room: Room | undefined;
    try {
      const pdf = await within(this.limits.timeLimit, async () => {
        room = await this.rooms.take(browser);
        return this.printPage(room.page, html);
      });
      const pages = countPages(pdf);
      if (pages > this.limits.pageLimit) {
        throw new PrintFailed(`The document has ${pages} pages; ${this.limits.pageLimit} at most`);
      }
      return { pdf, pages };
    } finally {
      const closed = within(CLOSING_MS, async () => room?.context.close());
      await closed.catch(() => browser.process()?.kill('SIGKILL'));
      if (!this.closing) this.rooms.prepare(browser);
    }
  }

  private async printPage(page: Page, html: string): Promise<Buffer> {
    await page.setContent(html, { waitUntil: 'load', timeout: this.limits.timeLimit });
    return printed(page, this.limits.pdfLimit);
  }
}

/** Puts our policy and paper before everything else in the document; the parser keeps both at the top of its head. */
function prepare(html: string, format: PaperFormat): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return `<!doctype html>${policy}<style>@page{size:${format}}</style>${html}`;
}

async function within<T>(limit: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new PrintFailed(`Printing took longer than ${limit} ms`)),
      limit,
    );
  });
  const working = work();
  working.catch(() => undefined);
  return Promise.race([working, late]).finally(() => clearTimeout(timer));
}

function failure(error: unknown): Error {
  if (error instanceof PrintFailed) return error;
  return new PrintFailed(`The document could not be printed: ${(error as Error).message}`);
}
