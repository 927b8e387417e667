import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Asked } from '../../incidents/index.js';
import { requestOf } from '../../platform/http/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The questions about an incident that a link of the portal opens; set by its guards. */
    asked?: Asked;
  }
}

/** What the one who asks may answer. */
export const InAsked = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const { asked } = requestOf(context);
  if (!asked) throw new Error('Only a route behind a guard of outreach has what was asked.');
  return asked;
});
