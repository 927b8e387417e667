import type { LoggerService } from '@nestjs/common';
import { isNativeError } from 'node:util/types';
import { pino, type Logger } from 'pino';

/** What Nest tells of its own start: hundreds of lines that would bury ours. */
const frameworkChatter = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's logger as JSON lines. */
export class JsonLog implements LoggerService {
  private readonly lines: Logger;

  constructor(level: string) {
    this.lines = pino({
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: toldOfError },
    });
  }

  log(message: unknown, ...rest: unknown[]): void {
    const chatter = frameworkChatter.has(String(rest.at(-1)));
    this.write(chatter ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    if (!this.lines.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const from = typeof context === 'string' ? { from: context } : {};
    if (message instanceof Error) this.lines[level]({ ...from, err: message });
    else if (typeof message === 'object' && message !== null) {
      this.lines[level]({ ...from, ...message });
    } else this.lines[level](from, String(message));
  }
}

/** No more than this: errors of a database carry the values of the statement, and the whole row that was refused. */
export function toldOfError(error: unknown): Record<string, unknown> {
  if (!isNativeError(error)) return { message: String(error) };
  const told: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  const names = ['type', 'message', 'stack', 'code', 'errno', 'syscall', 'path'];
  return Object.fromEntries(names.flatMap((name) => (name in told ? [[name, told[name]]] : [])));
}
