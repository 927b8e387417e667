import { Injectable } from '@nestjs/common';
import { AskedPeople, type Asked } from '../../incidents/index.js';
import type { Request } from '../../platform/http/index.js';
import { IncidentCookie } from '../link-cookie.js';
import { SessionGuard } from '../session.guard.js';

/** For the pages of one request about an incident. */
@Injectable()
export class AskedGuard extends SessionGuard<Asked> {
  constructor(people: AskedPeople, cookie: IncidentCookie) {
    super(people, cookie, 'requestId');
  }

  protected idOf({ requestId }: Asked): string {
    return requestId;
  }

  protected admit(request: Request, asked: Asked): void {
    request.asked = asked;
  }
}
