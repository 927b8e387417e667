import {
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Respondents } from '../assessments/index.js';
import { requestOf } from '../platform/http/index.js';
import { bearerOf } from './bearer.js';

/** Lets a program in that sends the secret of a link, what stands behind `/answer/`, as a bearer token. */
@Injectable()
export class LinkGuard implements CanActivate {
  constructor(private readonly respondents: Respondents) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const scope = await this.respondents.peek(bearerOf(request));
    if (!scope) {
      throw new UnauthorizedException(
        'Send the secret of a link that is valid: Authorization: Bearer … .',
      );
    }
    request.scope = scope;
    request.actor = scope.actor;
    return true;
  }
}
