import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Account } from './account.service.js';
import { Attempts } from './attempts.service.js';
import { Leftovers } from './leftovers.service.js';
import { MeController } from './me.controller.js';
import { Organisations } from './organisations.service.js';
import { PasswordLinks } from './password-links.service.js';
import { Passwords } from './passwords.js';
import { PreferencesController } from './preferences.controller.js';
import { Preferences } from './preferences.service.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { SetUp } from './set-up.service.js';
import { SignIn } from './sign-in.service.js';
import { TokensController } from './tokens.controller.js';
import { Tokens } from './tokens.service.js';
import { UsersController } from './users.controller.js';
import { UserQueries } from './users.queries.js';
import { Users } from './users.service.js';
import { ForgottenPeople } from './forgotten-people.service.js';

const services = [
  Account,
  Attempts,
  ForgottenPeople,
  Organisations,
  PasswordLinks,
  Passwords,
  Preferences,
  SessionCookie,
  Sessions,
  SetUp,
  SignIn,
  Tokens,
  UserQueries,
  Users,
];

@Global()
@Module({
  controllers: [UsersController, TokensController, MeController, PreferencesController],
  providers: [...services, Leftovers, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: services,
})
export class IdentityModule {}
