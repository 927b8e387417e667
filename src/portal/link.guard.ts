import { Injectable } from '@nestjs/common';
import { Respondents, type Scope } from '../assessments/index.js';
import type { Request } from '../platform/http/index.js';
import { BearerGuard } from './bearer.guard.js';

/** By what stands behind `/answer/`. */
@Injectable()
export class LinkGuard extends BearerGuard<Scope> {
  constructor(people: Respondents) {
    super(people);
  }

  protected admit(request: Request, opened: Scope): void {
    request.scope = opened;
  }
}
