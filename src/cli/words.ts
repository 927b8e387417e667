import type { Command } from './command.js';

const column = 35;

const lineOf = (usage: string, help: readonly string[]): string => {
  const [first = '', ...rest] = help;
  const head = `  assay ${usage}`;
  const beside = head.length < column;
  const start = beside ? [head.padEnd(column) + first] : [head, ' '.repeat(column) + first];
  return [...start, ...rest.map((line) => ' '.repeat(column) + line)].join('\n');
};

export const helpOf = (commands: readonly Command[]): string => `Assay on the command line

${commands.map(({ usage, help }) => lineOf(usage, help)).join('\n')}
${lineOf('help', ['This.'])}

It uses the same settings as the server: ASSAY_DATA, ASSAY_DATABASE_URL, ASSAY_BASE_URL.
`;
