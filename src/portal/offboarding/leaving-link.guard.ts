import { Injectable } from '@nestjs/common';
import { Leavers, type Leaving } from '../../offboarding/index.js';
import type { Request } from '../../platform/http/index.js';
import { BearerGuard } from '../bearer.guard.js';

/** By what stands behind `/offboarding/`. */
@Injectable()
export class LeavingLinkGuard extends BearerGuard<Leaving> {
  constructor(people: Leavers) {
    super(people);
  }

  protected admit(request: Request, opened: Leaving): void {
    request.leaving = opened;
  }
}
