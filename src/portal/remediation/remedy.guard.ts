import { Injectable } from '@nestjs/common';
import { Remediators, type Remedy } from '../../findings/index.js';
import type { Request } from '../../platform/http/index.js';
import { RemedyCookie } from '../link-cookie.js';
import { SessionGuard } from '../session.guard.js';

/** For the pages of one remediation request. */
@Injectable()
export class RemedyGuard extends SessionGuard<Remedy> {
  constructor(remediators: Remediators, cookie: RemedyCookie) {
    super(remediators, cookie, 'requestId');
  }

  protected idOf({ requestId }: Remedy): string {
    return requestId;
  }

  protected admit(request: Request, remedy: Remedy): void {
    request.remedy = remedy;
  }
}
