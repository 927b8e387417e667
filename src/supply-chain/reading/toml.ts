import { parse, TomlError } from 'smol-toml';
import { Unreadable } from './read-inventory.js';

/** Throws Unreadable with the line where it stops being TOML. */
export function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) {
      const why = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '';
      throw new Unreadable(`is not TOML: line ${error.line}, ${why.slice(0, 120)}`);
    }
    if (error instanceof RangeError) throw new Unreadable('is nested too deep');
    throw error;
  }
}
