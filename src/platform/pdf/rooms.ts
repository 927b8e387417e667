import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { fontFaces } from './fonts.js';
import { printed } from './printed.js';

/** A fresh context with one page that can reach nothing. Used for one document, then closed. */
export interface Room {
  context: BrowserContext;
  page: Page;
}

/** Hands out rooms and keeps one ready: a page that has printed once prints the next document in half the time. */
export class Rooms {
  private spare: { browser: Browser; room: Promise<Room> } | undefined;

  async take(browser: Browser): Promise<Room> {
    const spare = this.spare;
    this.spare = undefined;
    const ready = spare?.browser === browser ? await spare.room.catch(() => undefined) : undefined;
    return ready ?? open(browser);
  }

  prepare(browser: Browser): void {
    if (this.spare?.browser === browser) return;
    const room = open(browser).then(warmUp);
    room.catch(() => undefined);
    this.spare = { browser, room };
  }
}

async function open(browser: Browser): Promise<Room> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // "aborted" leaves the document in place; any other reason would show an error page instead of it.
  page.on('request', (request) => {
    const allowed = request.url().startsWith('data:') && !request.isNavigationRequest();
    void (allowed ? request.continue() : request.abort('aborted')).catch(() => undefined);
  });
  await Promise.all([
    page.setJavaScriptEnabled(false),
    page.setRequestInterception(true),
    page.setOfflineMode(true),
  ]);
  return { context, page };
}

async function warmUp(room: Room): Promise<Room> {
  const weights = [400, 600, 700].map((weight) => `<p style="font-weight:${weight}">warm</p>`);
  const style = `<style>${fontFaces()}p{font-family:"Source Sans 3"}</style>`;
  await room.page.setContent(style + weights.join(''), { waitUntil: 'load' });
  await printed(room.page, Infinity);
  return room;
}
