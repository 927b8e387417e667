import { Injectable } from '@nestjs/common';
import { AskedPeople, type Asked } from '../../incidents/index.js';
import type { Request } from '../../platform/http/index.js';
import { BearerGuard } from '../bearer.guard.js';

/** By what stands behind `/incident/`. */
@Injectable()
export class AskedLinkGuard extends BearerGuard<Asked> {
  constructor(people: AskedPeople) {
    super(people);
  }

  protected admit(request: Request, opened: Asked): void {
    request.asked = opened;
  }
}
