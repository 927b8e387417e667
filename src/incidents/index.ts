export {
  Confirmation,
  IncidentFacts,
  IncidentQuery,
  IncidentReason,
  NewIncident,
  type IncidentLine,
  type IncidentView,
} from './cases/incident.dto.js';
export {
  Incident,
  incidentKinds,
  incidentReference,
  incidentStates,
  type IncidentKind,
  type IncidentSource,
  type IncidentState,
  type NamedPackage,
} from './cases/incident.entity.js';
export { PurgedIncidents, tellsOfIncident } from './purging/purged-incidents.service.js';
export { PurgedIncidentWords } from './purging/purged-incident-words.service.js';
export { ForgottenOutreach } from './outreach/forgotten-requests.service.js';
export { IncidentQueries } from './cases/incidents.queries.js';
export { OpenIncidents } from './cases/open-incidents.queries.js';
export { Incidents } from './cases/incidents.service.js';
export { countsSentence, totalOf, type Counts } from './exposure/counts.js';
export { VendorDeriving } from './exposure/deriving-one.service.js';
export { ExposureDeriving } from './exposure/deriving.service.js';
export { ExposureFiles } from './exposure/exposure-files.service.js';
export {
  StandingQuery,
  type ExposureView,
  type MoveLine,
  type StandingLine,
} from './exposure/exposure.dto.js';
export { ExposureQueries } from './exposure/exposures.queries.js';
export {
  certainties,
  standings as exposureStandings,
  statementStatuses,
  type Certainty,
  type StandingWord,
  type StatementStatus,
} from './exposure/facts.js';
export { standingMeanings, standingTitles, standingWords } from './exposure/standing-words.js';
export { exposureBar, type Segment } from './exposure/bar.js';
export { AffectedHoldings } from './floors/affected-holdings.queries.js';
export type { HeldView, HoldingLine } from './floors/holding.dto.js';
export { VendorStandings, type VendorStanding } from './exposure/vendor-standings.queries.js';
export { heldClause, Holdings, type Held } from './floors/holdings.queries.js';
export * from './advisories/index.js';
export { IncidentsModule } from './incidents.module.js';
export {
  StatementFacts,
  StatementQuery,
  StatementWithdrawal,
  VexDocument,
  type StatementView,
} from './statements/statement.dto.js';
export {
  justifications,
  statementSources,
  type Justification,
  type StatementSource,
} from './statements/statement.entity.js';
export { statementWords } from './statements/statement-words.js';
export { StatementQueries } from './statements/statements.queries.js';
export { VexDocuments } from './statements/vex-documents.service.js';
export type { HeardVex, VexStatement } from './outreach/openvex.js';
export { Statements, type NewStatement } from './statements/statements.service.js';
export { type EntryView, NewNote } from './timeline/entry.dto.js';
export { entryKinds, type EntryKind } from './timeline/entry.entity.js';
export { TimelineQueries } from './timeline/timeline.queries.js';
export { Timeline, type NewEntry } from './timeline/timeline.service.js';
export { OutreachAnswerFacts, usedChoices } from './outreach/answer.dto.js';
export { versionsOf } from './outreach/answer-word.js';
export { OutreachAnswers } from './outreach/answers.service.js';
export type { Asked } from './outreach/asked.js';
export { AskedPeople } from './outreach/asked-people.service.js';
export { ChosenQueries } from './outreach/chosen.queries.js';
export { ConcernQueries, type Concern } from './outreach/concern.queries.js';
export {
  AnswerReceipt,
  AskedView,
  BoardQuery,
  NewOutreach,
  OutreachExtension,
  OutreachResend,
  PreviewQuery,
  requestStates,
  type OutreachAnswerView,
  type OutreachCounts,
  type OutreachPreview,
  type OutreachRequestView,
  type OutreachView,
  type RequestState,
} from './outreach/outreach.dto.js';
export { OutreachQueries } from './outreach/outreach.queries.js';
export { Outreaches } from './outreach/outreaches.service.js';
export { OutreachSending } from './outreach/sending.service.js';
export { requestStateWords } from './outreach/request-words.js';
export { OutreachRequests } from './outreach/requests.service.js';
export {
  RotationOwner,
  RotationQuery,
  RotationReason,
  RotationSignOff,
  type RotationCounts,
  type RotationView,
} from './rotations/rotation.dto.js';
export { rotationStates, type RotationState } from './rotations/rotation.entity.js';
export { rotationStateWords } from './rotations/rotation-words.js';
export { RotationQueries } from './rotations/rotations.queries.js';
export { RotationsFollow } from './rotations/rotations-follow.service.js';
export { Rotations } from './rotations/rotations.service.js';
