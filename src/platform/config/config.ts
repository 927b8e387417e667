import { plainToInstance, Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  validateSync,
} from 'class-validator';
import { resolve } from 'node:path';
import { readAllowedHost, type AllowedHost } from '../outbound/allowed-hosts.js';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Every setting Assay knows. The environment variable is the field's name in capitals behind `ASSAY_`. */
export class Config {
  /** The one folder that holds everything to back up. */
  @Transform(({ value }) => resolve(String(value)))
  @IsString()
  data = resolve('data');

  @IsString()
  @MaxLength(255)
  host = '127.0.0.1';

  @Transform(({ value }) => Number(value))
  @IsInt()
  @Min(0)
  @Max(65535)
  port = 3000;

  /** Where people reach Assay: links in letters start with it. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/?#\s@]+$/, {
    message: 'is scheme and host without a path, like https://assay.example.org',
  })
  baseUrl?: string;

  /** postgres://… ; without it everything is kept in an SQLite file in the data folder. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'starts with postgres://' })
  databaseUrl?: string;

  /** smtp://user:password@host:port ; without it letters stay in the Outbox. */
  @IsOptional()
  @Matches(/^smtps?:\/\//, { message: 'starts with smtp:// or smtps://' })
  smtpUrl?: string;

  @IsEmail()
  mailFrom = 'assay@localhost.localdomain';

  /** Path of the browser that prints reports. */
  @IsOptional()
  @IsString()
  chromium?: string;

  /** The largest file that is taken as evidence, in megabytes (of 1024 x 1024 bytes). */
  @Transform(({ value }) => Number(value))
  @IsInt()
  @Min(1)
  @Max(2000)
  uploadMb = 100;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  logLevel = 'info';

  /** Take the client's address from X-Forwarded-For: only behind a proxy of your own. */
  @Transform(({ value }) => value === true || value === 'true' || value === '1')
  @IsBoolean()
  trustProxy = false;

  /** Hosts that webhooks may lead to although they are internal: `hooks.internal,10.0.0.7:8443`. */
  @Transform(({ value }) => hostsOf(value))
  @IsObject({ each: true, message: 'is a list of hosts, like hooks.internal,10.0.0.7:8443' })
  outboundHosts: AllowedHost[] = [];

  /** A folder of this server from which advisories are read as they appear in it. */
  @IsOptional()
  @Matches(/^\//, { message: 'is a folder, from the root: /srv/advisories' })
  advisoryFolder?: string;

  /** From where advisories are fetched once a day: a record, a list of them, or a ZIP file of many. */
  @IsOptional()
  @Matches(/^https?:\/\//, { message: 'starts with https://' })
  @MaxLength(500)
  advisoryUrl?: string;

  get origin(): string {
    return this.baseUrl ?? `http://${this.host}:${this.port}`;
  }

  get secure(): boolean {
    return this.origin.startsWith('https:');
  }
}

export class BadEnvironment extends Error {}

/** Reads and checks the environment; throws with every problem at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given: Record<string, string> = {};
  const problems: string[] = [];
  const names = new Map(settingNames().map((name) => [variableOf(name), name]));
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('ASSAY_') || value === undefined || value === '') continue;
    const name = names.get(variable);
    if (name) given[name] = value;
    else problems.push(`${variable} is not a setting. Known: ${[...names.keys()].join(', ')}.`);
  }
  const config = plainToInstance(Config, given);
  for (const error of validateSync(config)) {
    const why = Object.values(error.constraints ?? {}).join('; ');
    problems.push(`${variableOf(error.property)}: ${why}`);
  }
  if (problems.length === 0) problems.push(...problemsOfOrigin(config));
  if (problems.length > 0) throw new BadEnvironment(problems.join('\n'));
  return config;
}

function problemsOfOrigin({ origin, secure }: Config): string[] {
  if (!URL.canParse(origin)) return [`ASSAY_BASE_URL: ${origin} is not an address.`];
  if (secure || loopback.includes(new URL(origin).hostname)) return [];
  return [
    `ASSAY_BASE_URL: ${origin} is plain http beyond this machine. Put a TLS proxy in front and give its https address.`,
  ];
}

function hostsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return String(value)
    .split(',')
    .map((text) => readAllowedHost(text.trim()) ?? text);
}

function settingNames(): string[] {
  const optional = [
    'baseUrl',
    'databaseUrl',
    'smtpUrl',
    'chromium',
    'advisoryFolder',
    'advisoryUrl',
  ];
  return [...new Set([...Object.keys(new Config()), ...optional])];
}

function variableOf(name: string): string {
  return `ASSAY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
