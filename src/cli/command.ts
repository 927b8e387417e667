import type { Config } from '../platform/config/index.js';
import type { Terminal } from './terminal.js';

export interface Command {
  /** How it is written: words that stand as they are, capitals for what is given, `--option` before a file. */
  usage: string;
  help: readonly string[];
  /** Takes what stood in the place of the capitals, in their order, and gives the exit code. */
  run(config: Config, terminal: Terminal, ...given: string[]): Promise<number>;
}

interface Called {
  words: readonly string[];
  options: Readonly<Record<string, string>>;
}

const isGiven = (word: string): boolean => /^[A-Z]+$/.test(word);

/**
 * What `called` gives the command in the place of its capitals; nothing where it is not this command. No word of another
 * command is taken for something given: `backup verify` is no backup into a folder of this name.
 */
export function givenTo(
  { usage }: Command,
  called: Called,
  all: readonly Command[],
): string[] | undefined {
  const { words, option } = shapeOf(usage);
  const named = Object.keys(called.options);
  if (words.length !== called.words.length || named.join() !== (option ?? '')) return undefined;
  const given: string[] = [];
  for (const [at, word] of words.entries()) {
    const said = called.words[at] ?? '';
    if (!isGiven(word) && word !== said) return undefined;
    if (!isGiven(word)) continue;
    if (all.some((other) => shapeOf(other.usage).words[at] === said)) return undefined;
    given.push(said);
  }
  return [...given, ...Object.values(called.options)];
}

/** The options that any of them takes. */
export const optionsOf = (all: readonly Command[]): string[] => [
  ...new Set(all.flatMap(({ usage }) => shapeOf(usage).option ?? [])),
];

function shapeOf(usage: string): { words: string[]; option?: string } {
  const [plain = '', option] = usage.split(' --');
  return { words: plain.split(' '), ...(option && { option: option.split(' ')[0] ?? '' }) };
}
