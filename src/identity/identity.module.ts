import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Passwords } from './passwords.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { Tokens } from './tokens.service.js';

@Global()
@Module({
  providers: [
    Passwords,
    SessionCookie,
    Sessions,
    Tokens,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Passwords, SessionCookie, Sessions, Tokens],
})
export class IdentityModule {}
