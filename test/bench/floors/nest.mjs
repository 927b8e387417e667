// Nest on Fastify with one route; where a file is given, behind a guard that looks the token up and does nothing else.
import 'reflect-metadata';
import SqliteFile from 'better-sqlite3';
import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createHash } from 'node:crypto';
import { decorated, readings } from './reading.mjs';

const [file] = process.argv.slice(2);
const guard = file === undefined ? [] : [UseGuards({ canActivate: tokenGuard(file) })];
const Readings = decorated(
  class Readings {
    read() {
      return readings;
    }

    ready() {
      return { status: 'ready' };
    }
  },
  [Controller()],
  { read: [Get('api/v1/readings'), ...guard], ready: [Get('ready')] },
);
const Bare = decorated(class Bare {}, [Module({ controllers: [Readings] })]);

const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false });
app.enableShutdownHooks(['SIGTERM']);
await app.listen(Number(process.env.ASSAY_PORT), '127.0.0.1');

function tokenGuard(path) {
  const lookUp = new SqliteFile(path, { readonly: true }).prepare(
    `SELECT t.id, t.scopes, u.name, u.role FROM api_token t JOIN app_user u ON u.id = t.user_id
     WHERE t.secret_hash = ? AND t.revoked_at IS NULL`,
  );
  return (context) => {
    const { authorization = '' } = context.switchToHttp().getRequest().headers;
    const hash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest('hex');
    return lookUp.get(hash) !== undefined;
  };
}
