import type { Content } from './content.js';
import { refuse } from './refuse.js';
import { textOf } from './text.js';
import { attributesOf, nameOf, tagEnd } from './xml-tag.js';

const deepest = 1_000;
const longestTag = 256 * 1024;
const pages = ['http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg'];
const blocks = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const;

/**
 * Walks the tags without building anything: no declarations of its own (DOCTYPE, ENTITY), nothing that a browser would
 * show as a page, drawing or style sheet, every tag closed.
 */
export async function checkXml(content: Content): Promise<void> {
  const walk = new XmlWalk();
  for await (const piece of textOf(content)) walk.over(piece);
  walk.end();
}

export class XmlWalk {
  private text = '';
  private until: string | undefined;
  private readonly open: string[] = [];
  private begun = false;
  /** In which the text begins. */
  private line = 1;

  over(piece: string): void {
    this.text += piece;
    while (this.step());
  }

  end(): void {
    if (!this.begun || this.open.length > 0 || this.until || this.text.includes('<')) {
      refuse('is XML that breaks off before its end: send the whole file');
    }
    this.between(this.text);
  }

  /** Takes one thing from the front; false when more text is needed. */
  private step(): boolean {
    if (this.until) return this.pastBlock(this.until);
    const at = this.text.indexOf('<');
    if (at === -1) {
      this.between(this.text);
      this.past(this.text.length);
      return false;
    }
    this.between(this.text.slice(0, at));
    this.past(at);
    const block = blocks.find(([start]) => this.text.startsWith(start));
    if (block) {
      this.until = block[1];
      this.past(block[0].length);
      return true;
    }
    if (this.text.length < '<![CDATA['.length && this.text.startsWith('<!')) return false;
    return this.pastTag();
  }

  private pastBlock(until: string): boolean {
    const at = this.text.indexOf(until);
    if (at === -1) {
      this.past(Math.max(0, this.text.length - (until.length - 1)));
      return false;
    }
    this.past(at + until.length);
    this.until = undefined;
    return true;
  }

  private pastTag(): boolean {
    if (this.text.startsWith('<!')) {
      refuse('declares a DOCTYPE or entities: save it again without them');
    }
    const isInstruction = this.text.startsWith('<?');
    const end = isInstruction ? this.text.indexOf('?>') : tagEnd(this.text);
    if (end === -1 || end > longestTag) {
      if (this.text.length > longestTag) this.notXml();
      return false;
    }
    const tag = this.text.slice(0, end + 1);
    if (isInstruction) checkInstruction(tag);
    else this.tag(tag);
    this.past(end + (isInstruction ? 2 : 1));
    return true;
  }

  private tag(tag: string): void {
    const name = nameOf(tag);
    if (!name) return this.notXml();
    if (tag.startsWith('</')) {
      if (this.open.pop() !== name) this.notXml();
      return;
    }
    if (this.begun && this.open.length === 0) this.notXml();
    if (!this.begun && /^(?:[^:]*:)?(?:html|svg)$/i.test(name)) aPage();
    this.begun = true;
    if (tag.includes('xmlns')) checkNamespaces(tag);
    if (!tag.endsWith('/>')) this.open.push(name);
    if (this.open.length > deepest) {
      refuse(`is nested more than ${deepest} deep: save it in a flatter form`);
    }
  }

  private between(text: string): void {
    if (this.open.length === 0 && text.trim() !== '') this.notXml();
  }

  private past(length: number): void {
    const gone = this.text.slice(0, length);
    for (let at = gone.indexOf('\n'); at !== -1; at = gone.indexOf('\n', at + 1)) this.line += 1;
    this.text = this.text.slice(length);
  }

  private notXml(): never {
    refuse(`is not XML from line ${this.line} on: export it again, or send it as .txt`);
  }
}

function checkInstruction(text: string): void {
  if (/^<\?xml-stylesheet/i.test(text)) {
    refuse('asks for a style sheet, which can run programs: save it again without one');
  }
  const encoding = /^<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1];
  if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
    refuse('says that it is not UTF-8: save it again as “UTF-8”');
  }
}

function checkNamespaces(tag: string): void {
  for (const [name, value] of attributesOf(tag)) {
    if (!/^xmlns(:|$)/.test(name)) continue;
    if (value.includes('&') || pages.includes(value.trim())) aPage();
  }
}

function aPage(): never {
  refuse('is a web page or an SVG drawing, which can run programs: print it to PDF and send that');
}
