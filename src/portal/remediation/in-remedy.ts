import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Remedy } from '../../findings/index.js';
import { requestOf } from '../../platform/http/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The findings that a link of the portal opens; set by its guards. */
    remedy?: Remedy;
  }
}

/** What the one who asks may plan and resolve. */
export const InRemedy = createParamDecorator((_: unknown, context: ExecutionContext): Remedy => {
  const { remedy } = requestOf(context);
  if (!remedy) throw new Error('Only a route behind a guard of remediation has a remedy.');
  return remedy;
});
