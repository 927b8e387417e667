import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/index.js';
import type { Reply, Request } from '../platform/http/index.js';

/** One cookie an assessment, so that a respondent can answer several buyers' or products' side by side. */
@Injectable()
export class AnswerCookie {
  private readonly prefix: string;
  private readonly options: object;

  constructor(config: Config) {
    this.prefix = config.secure ? '__Host-assay-answer-' : 'assay-answer-';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secure };
  }

  read(request: Request, assessmentId: string): string | undefined {
    return request.cookies[this.nameFor(assessmentId)];
  }

  set(reply: Reply, assessmentId: string, secret: string, expires: Date): void {
    void reply.setCookie(this.nameFor(assessmentId), secret, { ...this.options, expires });
  }

  /** Ids begin with the time they were made: only their end tells apart what was sent in the same minute. */
  private nameFor(assessmentId: string): string {
    return this.prefix + assessmentId.slice(-12);
  }
}
