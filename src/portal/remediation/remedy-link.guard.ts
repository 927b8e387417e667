import { Injectable } from '@nestjs/common';
import { Remediators, type Remedy } from '../../findings/index.js';
import type { Request } from '../../platform/http/index.js';
import { BearerGuard } from '../bearer.guard.js';

/** By what stands behind `/remediation/`. */
@Injectable()
export class RemedyLinkGuard extends BearerGuard<Remedy> {
  constructor(people: Remediators) {
    super(people);
  }

  protected admit(request: Request, opened: Remedy): void {
    request.remedy = opened;
  }
}
