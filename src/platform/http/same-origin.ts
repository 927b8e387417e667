import { ForbiddenException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site makes a browser send. The API is left out: it takes a token in a header
 * and never a cookie.
 */
export function refuseForeignOrigins(server: FastifyInstance, origin: string): void {
  server.addHook('onRequest', async (request) => {
    if (safe.has(request.method) || request.url.startsWith('/api/')) return;
    const site = request.headers['sec-fetch-site'];
    const ours = site === undefined ? request.headers.origin === origin : site === 'same-origin';
    if (!ours) {
      throw new ForbiddenException(
        'This was sent from another site. Open the page here and send it again.',
      );
    }
  });
}
