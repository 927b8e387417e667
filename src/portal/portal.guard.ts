import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Respondents } from '../assessments/index.js';
import { requestOf } from '../platform/http/index.js';
import { AnswerCookie } from './link-cookie.js';
import { DeadLink } from './dead-link.js';

/** Lets a browser in that exchanged a link of the very assessment in the address. */
@Injectable()
export class PortalGuard implements CanActivate {
  constructor(
    private readonly respondents: Respondents,
    private readonly cookie: AnswerCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const { assessmentId = '' } = request.params as Record<string, string>;
    const secret = this.cookie.read(request, assessmentId);
    const scope = secret === undefined ? undefined : await this.respondents.scopeOf(secret);
    if (!scope || scope.assessmentId !== assessmentId) throw new DeadLink();
    request.scope = scope;
    request.actor = scope.actor;
    return true;
  }
}
