import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/index.js';
import type { Reply, Request } from '../platform/http/index.js';

/** One cookie for whatever a link opens, so that a respondent can keep several open side by side. */
export abstract class LinkCookie {
  private readonly prefix: string;
  private readonly options: object;

  constructor(kind: string, { secure }: Config) {
    this.prefix = `${secure ? '__Host-' : ''}assay-${kind}-`;
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure };
  }

  read(request: Request, openedId: string): string | undefined {
    return request.cookies[this.nameFor(openedId)];
  }

  set(reply: Reply, openedId: string, secret: string, expires: Date): void {
    void reply.setCookie(this.nameFor(openedId), secret, { ...this.options, expires });
  }

  /** Ids begin with the time they were made: only their end tells apart what was sent in the same minute. */
  private nameFor(openedId: string): string {
    return this.prefix + openedId.slice(-12);
  }
}

/** For the questions of one assessment. */
@Injectable()
export class AnswerCookie extends LinkCookie {
  constructor(config: Config) {
    super('answer', config);
  }
}

/** For the findings of one remediation request. */
@Injectable()
export class RemedyCookie extends LinkCookie {
  constructor(config: Config) {
    super('remedy', config);
  }
}

/** For what became of our data at one vendor that we leave. */
@Injectable()
export class OffboardingCookie extends LinkCookie {
  constructor(config: Config) {
    super('offboarding', config);
  }
}

/** For the questions about one incident. */
@Injectable()
export class IncidentCookie extends LinkCookie {
  constructor(config: Config) {
    super('incident', config);
  }
}
