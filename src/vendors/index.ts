export { ContactFacts } from './contact.dto.js';
export { Contact } from './contact.entity.js';
export { Contacts } from './contacts.service.js';
export {
  Credential,
  CredentialEnding,
  CredentialFacts,
  credentialKinds,
  credentialKindWords,
  CredentialQueries,
  CredentialRotation,
  Credentials,
  credentialsChanged,
  CredentialView,
  looksSecret,
  type CredentialKind,
} from './credentials/index.js';
export { InherentFacts, NewEngagement } from './engagement.dto.js';
export { Engagement } from './engagement.entity.js';
export { Engagements } from './engagements.service.js';
export { dueDatesMoved, vendorLeaveMoved, vendorStatusMoved } from './events.js';
export { goesOn, inUse } from './in-use.js';
export { byAPerson, OverriddenView, withOverridden } from './overridden.dto.js';
export {
  VendorFacts,
  VendorQuery,
  vendorSorts,
  type VendorLine,
  type VendorView,
} from './vendor.dto.js';
export { afterPrefix, sortNameOf, wordsOf } from './vendor-name.js';
export { Vendor, vendorStatuses, type VendorStatus } from './vendor.entity.js';
export { VendorsModule } from './vendors.module.js';
export { VendorQueries, vendorNamedLike, type MatrixCell } from './vendors.queries.js';
export { Vendors, type Rating } from './vendors.service.js';
