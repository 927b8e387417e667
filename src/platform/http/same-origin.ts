import { ForbiddenException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const refusal = 'This was sent from another site. Open the page here and send it again.';

/**
 * Refuses changes that another site makes a browser send. The API is left out: it takes a token in a header
 * and never a cookie. So are the few routes marked with @AnyOrigin.
 */
export function refuseForeignOrigins(server: FastifyInstance, origin: string): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (safe.has(request.method) || request.url.startsWith('/api/')) return done();
    if (request.routeOptions.config.anyOrigin !== undefined) return done();
    const site = request.headers['sec-fetch-site'];
    const ours = site === undefined ? request.headers.origin === origin : site === 'same-origin';
    done(ours ? undefined : new ForbiddenException(refusal));
  });
}
