export { forGood } from './kinds/for-good.js';
export { titleOfKind } from './kinds/index.js';
export { heldKinds, type HeldKind } from './holds/held.js';
export { HoldQuery, HoldRelease, HoldView, NewHold } from './holds/hold.dto.js';
export { LegalHold } from './holds/hold.entity.js';
export { HoldQueries } from './holds/holds.queries.js';
export { LegalHolds } from './holds/holds.service.js';
export { DeletionReports } from './certificates/deletion-reports.service.js';
export { NewCertificate } from './destroyed.dto.js';
export { DestroyedOfVendor } from './destroyed.queries.js';
export { DueThings } from './due-things.queries.js';
export { KeepingModule } from './keeping.module.js';
export { KeptKinds } from './kept-kinds.queries.js';
export {
  NewPurgeRun,
  type DueThingView,
  type KeptKindView,
  type KeptOfVendorView,
  type PurgeRunView,
  type PurgeView,
} from './kept.dto.js';
export { KeptQueries, type Tally } from './kept.queries.js';
export {
  PersonAsked,
  PersonErasure,
  type ErasedView,
  type KeptOfPersonView,
  type PersonView,
} from './people/person.dto.js';
export { PersonData } from './people/person-data.service.js';
export { Purge } from './purging/purge.entity.js';
export { PurgeQueries } from './purging/purges.queries.js';
export { Purging } from './purging/purging.service.js';
export { PurgeRuns, purgeWords } from './purging/purge-runs.service.js';
