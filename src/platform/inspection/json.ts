import type { Content } from './content.js';
import { refuse } from './refuse.js';
import { textOf } from './text.js';

const deepest = 1_000;
const outside = /^[\s{}[\],:0-9+\-.eEtrufalsn]$/;
/** What a string goes on with until something in it means more. */
const plain = /[^"\\\u0000-\u001f]*/y;
const allowedOutside = Array.from({ length: 128 }, (_, code) =>
  outside.test(String.fromCharCode(code)),
);

/**
 * Walks brackets, strings and what stands between them, without building anything. Finds what is cut off, what goes on
 * behind the end, comments and programs; not every slip of grammar.
 */
export async function checkJson(content: Content): Promise<void> {
  const walk = new JsonWalk();
  for await (const piece of textOf(content)) walk.over(piece);
  walk.end();
}

class JsonWalk {
  private readonly open: number[] = [];
  private inString = false;
  private escaped = false;
  private begun = false;

  over(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      if (this.inString && !this.escaped) {
        plain.lastIndex = at;
        plain.test(text);
        at = plain.lastIndex;
        if (at === text.length) return;
      }
      const code = text.charCodeAt(at);
      if (this.inString) this.withinString(code);
      else this.between(code);
    }
  }

  end(): void {
    if (!this.begun) notJson();
    if (this.open.length > 0) refuse('breaks off before its end: send the whole file');
  }

  private withinString(code: number): void {
    if (this.escaped) this.escaped = false;
    else if (code === 0x5c) this.escaped = true;
    else if (code === 0x22) this.inString = false;
    else if (code < 0x20) notJson();
  }

  private between(code: number): void {
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return;
    if (code === 0x7b || code === 0x5b) return this.enter(code);
    if (this.open.length === 0) notJson();
    if (code === 0x22) this.inString = true;
    else if (code === 0x7d || code === 0x5d) this.leave(code);
    else if (!allowedOutside[code]) notJson();
  }

  private enter(code: number): void {
    if (this.begun && this.open.length === 0) notJson();
    this.begun = true;
    this.open.push(code + 2);
    if (this.open.length > deepest) {
      refuse(`is nested more than ${deepest} deep: save it in a flatter form`);
    }
  }

  private leave(code: number): void {
    if (this.open.pop() !== code) notJson();
  }
}

function notJson(): never {
  refuse('is not JSON from its first character to its last: export it again, or send it as .txt');
}
