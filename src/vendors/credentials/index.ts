export {
  CredentialEnding,
  CredentialFacts,
  CredentialRotation,
  CredentialView,
} from './credential.dto.js';
export {
  Credential,
  credentialKinds,
  credentialKindWords,
  type CredentialKind,
} from './credential.entity.js';
export { CredentialsController } from './credentials.controller.js';
export { CredentialQueries } from './credentials.queries.js';
export { Credentials } from './credentials.service.js';
export { looksSecret } from './looks-secret.js';
export { credentialsChanged } from './events.js';
