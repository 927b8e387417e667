import { UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { LinkHolders } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { requestOf, type Request } from '../platform/http/index.js';
import { bearerOf } from './bearer.js';

/** Lets a program in that sends the secret of a link, the last part of its address, as a bearer token. */
export abstract class BearerGuard<
  Opened extends { expiresAt: Date; actor: Actor },
> implements CanActivate {
  constructor(private readonly people: LinkHolders<Opened>) {}

  protected abstract admit(request: Request, opened: Opened): void;

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const opened = await this.people.peek(bearerOf(request));
    if (!opened) {
      throw new UnauthorizedException(
        'Send the secret of a link that is valid: Authorization: Bearer … .',
      );
    }
    this.admit(request, opened);
    request.actor = opened.actor;
    return true;
  }
}
