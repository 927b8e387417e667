import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** One line a request: route pattern instead of address, so that no secret in a path or query is ever logged. */
export function logRequests(server: FastifyInstance): void {
  const log = new Logger('http');
  server.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.actor ? { actor: request.actor.kind, actorId: request.actor.id } : {}),
      ...(request.errorId ? { errorId: request.errorId } : {}),
    };
    if (status >= 500) log.warn(line);
    else log.debug(line);
    done();
  });
}
