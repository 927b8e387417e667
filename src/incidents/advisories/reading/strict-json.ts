import { shown, Unreadable } from './unreadable.js';

const deepest = 60;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const literals: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/**
 * Reads JSON (RFC 8259), and says where it is not: the line of the first fault. Beyond the standard it refuses keys that stand
 * twice in one object, keys that would change what objects are, and nesting deeper than 60.
 *
 * @throws Unreadable
 */
export function readJson(text: string): unknown {
  return new JsonReader(text).whole();
}

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): unknown {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.fail('something stands behind its end');
    return value;
  }

  private value(): unknown {
    this.space();
    const letter = this.text[this.at];
    if (letter === undefined) this.fail('it breaks off');
    if (letter === '{' || letter === '[') {
      if (++this.depth > deepest) this.fail(`it is nested more than ${deepest} deep`);
      const value = letter === '{' ? this.object() : this.array();
      this.depth -= 1;
      return value;
    }
    return letter === '"' ? this.string() : this.plain();
  }

  private object(): object {
    const object: Record<string, unknown> = {};
    this.at += 1;
    for (let first = true; ; first = false) {
      this.space();
      if (first && this.take('}')) return object;
      if (this.text[this.at] !== '"') this.fail('a key in quotes is missing');
      const key = this.string();
      if (forbidden.has(key)) this.fail(`the key ${key} is not taken`);
      if (Object.hasOwn(object, key)) this.fail(`the key ${shown(key)} stands twice`);
      this.space();
      if (!this.take(':')) this.fail('a colon is missing');
      object[key] = this.value();
      this.space();
      if (this.take('}')) return object;
      if (!this.take(',')) this.fail('a comma or a closing brace is missing');
    }
  }

  private array(): unknown[] {
    const array: unknown[] = [];
    this.at += 1;
    for (let first = true; ; first = false) {
      this.space();
      if (first && this.take(']')) return array;
      array.push(this.value());
      this.space();
      if (this.take(']')) return array;
      if (!this.take(',')) this.fail('a comma or a closing bracket is missing');
    }
  }

  private string(): string {
    const start = this.at;
    for (this.at += 1; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) this.fail('a string does not end');
      if (code < 0x20) this.fail('a string has a line break or another control character');
      if (code === 0x5c) this.at += 1;
      else if (code === 0x22) break;
    }
    this.at += 1;
    return this.parsed(this.text.slice(start, this.at)) as string;
  }

  private plain(): unknown {
    const pattern = /-?\d[\d.eE+-]*|[a-z]+/y;
    pattern.lastIndex = this.at;
    const [word] = pattern.exec(this.text) ?? [];
    if (word === undefined) this.fail(`${shown(this.text[this.at] ?? '')} is not expected here`);
    if (!/^[-\d]/.test(word) && !Object.hasOwn(literals, word)) {
      this.fail(`${shown(word)} is not expected here`);
    }
    this.at += word.length;
    return Object.hasOwn(literals, word) ? literals[word] : this.parsed(word);
  }

  private parsed(piece: string): unknown {
    try {
      return JSON.parse(piece) as unknown;
    } catch {
      return this.fail(`${shown(piece, 40)} is no ${piece.startsWith('"') ? 'string' : 'number'}`);
    }
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private fail(why: string): never {
    const line = this.text.slice(0, this.at).split('\n').length;
    throw new Unreadable(`It is not JSON as it should be: line ${line}, ${why}.`);
  }
}
