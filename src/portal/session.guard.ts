import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { LinkHolders } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { requestOf, type Request } from '../platform/http/index.js';
import { DeadLink } from './dead-link.js';
import type { LinkCookie } from './link-cookie.js';

/** Lets a browser in that exchanged a link of the very thing in the address. */
export abstract class SessionGuard<
  Opened extends { expiresAt: Date; actor: Actor },
> implements CanActivate {
  constructor(
    private readonly people: LinkHolders<Opened>,
    private readonly cookie: LinkCookie,
    /** What the address calls the id of the thing. */
    private readonly param: string,
  ) {}

  protected abstract idOf(opened: Opened): string;
  protected abstract admit(request: Request, opened: Opened): void;

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const id = (request.params as Record<string, string>)[this.param] ?? '';
    const secret = this.cookie.read(request, id);
    const opened = secret === undefined ? undefined : await this.people.bySession(secret);
    if (!opened || this.idOf(opened) !== id) throw new DeadLink();
    this.admit(request, opened);
    request.actor = opened.actor;
    return true;
  }
}
