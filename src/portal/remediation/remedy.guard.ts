import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Remediators } from '../../findings/index.js';
import { requestOf } from '../../platform/http/index.js';
import { DeadLink } from '../dead-link.js';
import { RemedyCookie } from '../link-cookie.js';

/** Lets a browser in that exchanged a link of the very request in the address. */
@Injectable()
export class RemedyGuard implements CanActivate {
  constructor(
    private readonly remediators: Remediators,
    private readonly cookie: RemedyCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const { requestId = '' } = request.params as Record<string, string>;
    const secret = this.cookie.read(request, requestId);
    const remedy = secret === undefined ? undefined : await this.remediators.remedyOf(secret);
    if (!remedy || remedy.requestId !== requestId) throw new DeadLink();
    request.remedy = remedy;
    request.actor = remedy.actor;
    return true;
  }
}
