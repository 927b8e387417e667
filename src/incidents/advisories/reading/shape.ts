import { shown, Unreadable } from './unreadable.js';

type Row = Readonly<Record<string, unknown>>;

/** Reads values out of what was parsed, and says of the first that is not as it should be where it stands. */
export class Shape {
  constructor(
    readonly value: unknown,
    readonly path: string,
  ) {}

  fail(why: string): never {
    throw new Unreadable(`${this.path === '' ? 'The record' : this.path} ${why}.`);
  }

  get isMissing(): boolean {
    return this.value === undefined || this.value === null;
  }

  row(): Row {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('is not an object');
    }
    return value as Row;
  }

  at(key: string): Shape {
    const row = this.row();
    const path = this.path === '' ? key : `${this.path}.${key}`;
    return new Shape(Object.hasOwn(row, key) ? row[key] : undefined, path);
  }

  /** Its entries; none where it is missing or null. */
  list(most: number): Shape[] {
    if (this.isMissing) return [];
    if (!Array.isArray(this.value)) return this.fail('is not a list');
    if (this.value.length > most) this.fail(`has more than ${most} entries`);
    return this.value.map((entry, index) => new Shape(entry, `${this.path}[${index}]`));
  }

  text(most: number): string {
    const { value } = this;
    if (this.isMissing) return this.fail('is missing');
    if (typeof value !== 'string') return this.fail('is not text');
    if (value.length > most) this.fail(`is longer than ${most} characters`);
    if (!value.isWellFormed() || value.includes('\0')) {
      this.fail('has characters that cannot be stored');
    }
    return value;
  }

  /** As one visible line, not empty. */
  line(most: number): string {
    const line = shown(this.text(most), most);
    return line === '' ? this.fail('is empty') : line;
  }

  textOr(missing: string, most: number): string {
    return this.value === undefined ? missing : this.text(most);
  }

  one<T extends string>(choices: readonly T[]): T {
    const text = this.text(100);
    const found = choices.find((choice) => choice === text);
    return found ?? this.fail(`is ${shown(text, 40)}, not one of: ${choices.join(', ')}`);
  }

  /** A moment in UTC as the schema writes it. */
  moment(): Date {
    const text = this.text(60);
    const at = new Date(text);
    // There are readers of dates to whom 30 February is 2 March.
    const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 10));
    if (!moment.test(text) || !isDay) {
      return this.fail(`is ${shown(text, 40)}, not a moment like 2026-03-24T15:35:32Z`);
    }
    const year = at.getUTCFullYear();
    return year < 1970 || year > 2199 ? this.fail('is not between 1970 and 2199') : at;
  }

  object(): void {
    if (this.value !== undefined) this.row();
  }
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,20})?Z$/;
