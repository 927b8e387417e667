import cookie from '@fastify/cookie';
import files from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/index.js';
import { readBodies } from './body-parsers.js';
import { readablePath } from './readable-path.js';
import { refuseForeignOrigins } from './same-origin.js';
import { logRequests } from './request-log.js';
import { sendSecurityHeaders } from './security-headers.js';
import { acceptStreams } from './streamed-bodies.js';

export const megabyte = 1024 * 1024;

/** A sender may take this long for one request, and a connection may be silent as long. */
const patienceMs = 60_000;

export function makeAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    requestTimeout: patienceMs,
    connectionTimeout: patienceMs,
    rewriteUrl: ({ url = '/' }) => readablePath(url),
    trustProxy: config.trustProxy,
    bodyLimit: megabyte,
    // As long as a whole head may be: an id that is too long names nothing, like any other.
    routerOptions: { maxParamLength: 16_384 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    logger: false,
  });
}

/** What stands before every route: bodies, cookies, headers, the origin check, files of `public/`. */
export async function prepareServer(
  app: NestFastifyApplication,
  config: Config,
  publicFolder: string,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  logRequests(server);
  refuseForeignOrigins(server, config.origin);
  readBodies(server);
  await server.register(cookie as never);
  sendSecurityHeaders(server, config.secure);
  await acceptStreams(server);
  await server.register(
    files as never,
    {
      root: publicFolder,
      prefix: '/public/',
      maxAge: '1h',
      index: false,
      dotfiles: 'ignore',
    } as never,
  );
  await server.register(
    files as never,
    {
      root: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist'))),
      prefix: '/public/swagger/',
      decorateReply: false,
      maxAge: '1h',
      allowedPath: (path: string) => /^\/swagger-ui(-bundle\.js|\.css)$/.test(path),
    } as never,
  );
}
