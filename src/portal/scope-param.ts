import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Scope } from '../assessments/index.js';
import { requestOf } from '../platform/http/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What a respondent may touch; set by the guards of the portal. */
    scope?: Scope;
  }
}

/** What the one who asks may touch. */
export const InScope = createParamDecorator((_: unknown, context: ExecutionContext): Scope => {
  const { scope } = requestOf(context);
  if (!scope) throw new Error('Only a route behind a guard of the portal has a scope.');
  return scope;
});
