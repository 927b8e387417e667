import {
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { openReason, requestOf, type Request } from '../platform/http/index.js';
import { requiredPermission, type Requirement } from './access.js';
import type { Caller } from './caller.js';
import { permissions } from './permissions.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { Tokens } from './tokens.service.js';

/** Closed by default: a route that says neither what it requires nor why it is open is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const on = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<string | undefined>(openReason, on)) return true;
    const needed = this.reflector.getAllAndOverride<Requirement | undefined>(
      requiredPermission,
      on,
    );
    if (!needed) throw new ForbiddenException('This route is closed.');
    const request = requestOf(context);
    const caller = await this.callerOf(request);
    if (!caller) throw new UnauthorizedException(this.howToSignIn(request));
    request.actor = caller;
    if (needed === 'being signed in' || caller.may.has(needed)) return true;
    throw new ForbiddenException(`This needs the permission “${permissions[needed]}”.`);
  }

  private async callerOf(request: Request): Promise<Caller | undefined> {
    if (!isApi(request)) return this.sessions.callerOf(this.cookie.read(request));
    const [, secret] =
      /^Bearer ([\x21-\x7e]{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    return secret === undefined ? undefined : this.tokens.callerOf(secret);
  }

  private howToSignIn(request: Request): string {
    return isApi(request)
      ? 'Send an API token that is valid: Authorization: Bearer … . Make one under “API tokens”.'
      : 'Your session has ended. Sign in again.';
  }
}

/** By the route that answers, not by the address as it was typed: `/%61pi/…` leads to the API as well. */
const isApi = (request: Request): boolean => request.routeOptions.url?.startsWith('/api/') ?? false;
