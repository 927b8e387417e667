import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor.js';
import { Invalid, NotFound } from '../errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the guard of the door they came through. */
    actor?: Actor;
    errorId?: string;
    /** What the template of the page saw, once it is rendered. */
    model?: object;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

export const requestOf = (context: ExecutionContext): Request =>
  context.switchToHttp().getRequest<Request>();

export const replyOf = (context: ExecutionContext): Reply =>
  context.switchToHttp().getResponse<Reply>();

/** The actor, as the guard found it. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw new Error('No guard has set who asks: mark the route with @Requires(...).');
  return actor;
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An id in the path; what is not an id names nothing. */
export const IdParam = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = (requestOf(context).params as Record<string, string>)[name] ?? '';
  if (!uuid.test(value)) throw new NotFound('thing');
  return value;
});

/** The version that `If-Match` names. Absent: 428. */
export const ExpectedVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const sent = requestOf(context).headers['if-match'];
    if (sent === undefined) throw new PreconditionRequired();
    const [, version] = /^"(\d{1,9})"$/.exec(sent) ?? [];
    if (version === undefined) {
      throw new Invalid({ 'If-Match': 'is not the ETag that reading gave, like "3"' });
    }
    return Number(version);
  },
);

export class PreconditionRequired extends Error {
  constructor() {
    super('Send If-Match with the ETag you read, so that nobody’s change is overwritten unseen.');
  }
}
