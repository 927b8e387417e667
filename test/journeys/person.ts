/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Somebody in a window of their own, who finds things by what they read. */
export class Person {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async in(browser: Browser): Promise<Person> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    return new Person(context, page);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
  }

  /** Fills the field with this label. */
  async fill(label: string, value: string): Promise<void> {
    const field = await this.field(label);
    await field.evaluate((element, text) => {
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, value);
  }

  /** Ticks the box or radio with this label, or chooses the option. */
  async choose(label: string): Promise<void> {
    const field = await this.field(label);
    await field.evaluate((element) => (element as HTMLElement).click());
  }

  async select(label: string, value: string): Promise<void> {
    const field = await this.field(label);
    await field.select(value);
  }

  /** Presses the button or follows the link with this text, and waits for the page it leads to. */
  async press(text: string): Promise<void> {
    const handle = await this.page.evaluateHandle((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
      return all.find((element) => element.innerText.trim() === wanted) ?? null;
    }, text);
    const element = handle.asElement();
    if (!element) throw new Error(`Nothing to press is called “${text}”:\n${await this.text()}`);
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'load' }),
      element.evaluate((found) => (found as HTMLElement).click()),
    ]);
  }

  async text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Serious and critical faults that axe finds on the page. */
  async barriers(): Promise<string[]> {
    const found: unknown = await this.page.evaluate(`(() => { ${axe}; return axe.run(); })()`);
    const { violations } = found as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) => `${new URL(this.page.url()).pathname} ${id}: ${nodes[0]?.html ?? ''}`,
      );
  }

  /** What the link with this selector leads to, with the cookies of this window. */
  async download(selector: string): Promise<Uint8Array> {
    const address = await this.page.$eval(selector, (found) => (found as HTMLAnchorElement).href);
    const cookies = await this.page.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const reply = await fetch(address, { headers: { cookie } });
    return new Uint8Array(await reply.arrayBuffer());
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  private async field(label: string) {
    const handle = await this.page.evaluateHandle((wanted) => {
      const labels = [...document.querySelectorAll('label')];
      const plain = (element: HTMLElement) => element.innerText.replace(/\s*required$/, '').trim();
      return labels.find((element) => plain(element) === wanted)?.control ?? null;
    }, label);
    const element = handle.asElement();
    if (!element) throw new Error(`No field is labelled “${label}”:\n${await this.text()}`);
    return element as unknown as ElementHandle<HTMLSelectElement>;
  }
}
