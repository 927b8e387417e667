import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/index.js';
import type { Reply, Request } from '../platform/http/index.js';

/** Over https the cookie is bound to this host and to encryption; plain http is only possible on this machine. */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly options: object;

  constructor(config: Config) {
    this.name = config.secure ? '__Host-assay' : 'assay';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secure };
  }

  read(request: Request): string | undefined {
    return request.cookies[this.name];
  }

  set(reply: Reply, secret: string): void {
    void reply.setCookie(this.name, secret, this.options);
  }

  clear(reply: Reply): void {
    void reply.clearCookie(this.name, this.options);
  }
}
