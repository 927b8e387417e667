import { Injectable } from '@nestjs/common';
import { Respondents, type Scope } from '../assessments/index.js';
import type { Request } from '../platform/http/index.js';
import { AnswerCookie } from './link-cookie.js';
import { SessionGuard } from './session.guard.js';

/** For the pages of one assessment. */
@Injectable()
export class PortalGuard extends SessionGuard<Scope> {
  constructor(respondents: Respondents, cookie: AnswerCookie) {
    super(respondents, cookie, 'assessmentId');
  }

  protected idOf({ assessmentId }: Scope): string {
    return assessmentId;
  }

  protected admit(request: Request, scope: Scope): void {
    request.scope = scope;
  }
}
