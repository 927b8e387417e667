import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Leaving } from '../../offboarding/index.js';
import { requestOf } from '../../platform/http/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The confirmation of an offboarding that a link of the portal opens; set by its guards. */
    leaving?: Leaving;
  }
}

/** What the one who asks may confirm. */
export const InLeaving = createParamDecorator((_: unknown, context: ExecutionContext): Leaving => {
  const { leaving } = requestOf(context);
  if (!leaving) throw new Error('Only a route behind a guard of offboarding has what was asked.');
  return leaving;
});
