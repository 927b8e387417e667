export { ForgottenPeople } from './forgotten-people.service.js';
export { Me, Requires, requiredPermission, type Requirement } from './access.js';
export { AccessGuard } from './access.guard.js';
export { LinkedPassword, OwnName, OwnPassword } from './account.dto.js';
export { Account } from './account.service.js';
export type { ApiToken } from './api-token.entity.js';
export { Attempts } from './attempts.service.js';
export type { Caller } from './caller.js';
export { IdentityModule } from './identity.module.js';
export { LinkHolders, type LinkTables, type StartedLink } from './link-holders.js';
export { localPath } from './local-path.js';
export { Organisations } from './organisations.service.js';
export { hashOfSecret, LinkEnded, linkExpiry, newMagicLink, type MagicLink } from './magic-link.js';
export { PasswordLinks, type MadeLink } from './password-links.service.js';
export { passwordLength } from './password-rule.js';
export { Passwords } from './passwords.js';
export {
  allPermissions,
  permissions,
  permissionsOf,
  readOnly,
  roles,
  type Permission,
  type Role,
} from './permissions.js';
export { mostQuietDays, PreferenceFacts } from './preference.dto.js';
export { usualWishes, type Wishes } from './preference.entity.js';
export { Preferences, type StandingWishes } from './preferences.service.js';
export { samplePortfolioWanted } from './sample-wanted.js';
export { SessionCookie } from './session-cookie.js';
export type { Session } from './session.entity.js';
export { Sessions } from './sessions.service.js';
export { SetUpFacts } from './set-up.dto.js';
export { SetUp } from './set-up.service.js';
export { SignInFacts } from './sign-in.dto.js';
export { SignIn, type Visit } from './sign-in.service.js';
export { NewToken } from './token.dto.js';
export { Tokens } from './tokens.service.js';
export { TooManyTries } from './too-many-tries.js';
export { NewUser, UserFacts, type UserView } from './user.dto.js';
export { User } from './user.entity.js';
export { UserQueries } from './users.queries.js';
export { Users } from './users.service.js';
