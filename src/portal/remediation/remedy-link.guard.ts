import {
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Remediators } from '../../findings/index.js';
import { requestOf } from '../../platform/http/index.js';
import { bearerOf } from '../bearer.js';

/** Lets a program in that sends the secret of a link, what stands behind `/remediation/`, as a bearer token. */
@Injectable()
export class RemedyLinkGuard implements CanActivate {
  constructor(private readonly remediators: Remediators) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const remedy = await this.remediators.peek(bearerOf(request));
    if (!remedy) {
      throw new UnauthorizedException(
        'Send the secret of a link that is valid: Authorization: Bearer … .',
      );
    }
    request.remedy = remedy;
    request.actor = remedy.actor;
    return true;
  }
}
