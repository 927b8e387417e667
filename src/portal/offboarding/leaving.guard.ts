import { Injectable } from '@nestjs/common';
import { Leavers, type Leaving } from '../../offboarding/index.js';
import type { Request } from '../../platform/http/index.js';
import { OffboardingCookie } from '../link-cookie.js';
import { SessionGuard } from '../session.guard.js';

/** For the pages by which a vendor confirms what became of our data. */
@Injectable()
export class LeavingGuard extends SessionGuard<Leaving> {
  constructor(people: Leavers, cookie: OffboardingCookie) {
    super(people, cookie, 'requestId');
  }

  protected idOf({ requestId }: Leaving): string {
    return requestId;
  }

  protected admit(request: Request, leaving: Leaving): void {
    request.leaving = leaving;
  }
}
