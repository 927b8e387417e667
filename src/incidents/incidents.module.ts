import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AdvisoriesModule } from './advisories/index.js';
import { IncidentsController } from './cases/incidents.controller.js';
import { IncidentQueries } from './cases/incidents.queries.js';
import { Incidents } from './cases/incidents.service.js';
import { OpenIncidents } from './cases/open-incidents.queries.js';
import { ConcernedTools } from './exposure/concerned-tools.queries.js';
import { Derivations } from './exposure/derivations.service.js';
import { VendorDeriving } from './exposure/deriving-one.service.js';
import { EventsMoved } from './exposure/events-moved.service.js';
import { ExposureDeriving } from './exposure/deriving.service.js';
import { ExposureFiles } from './exposure/exposure-files.service.js';
import { ExposureStore } from './exposure/exposure-store.js';
import { ExposuresController } from './exposure/exposures.controller.js';
import { ExposureQueries } from './exposure/exposures.queries.js';
import { FactQueries } from './exposure/facts.queries.js';
import { ListQueries } from './exposure/lists.queries.js';
import { ToolsMoved } from './exposure/tools-moved.service.js';
import { UpstreamEvents } from './exposure/upstream-events.queries.js';
import { VendorStandings } from './exposure/vendor-standings.queries.js';
import { FloorsFollow } from './floors/floors-follow.service.js';
import { AffectedHoldings } from './floors/affected-holdings.queries.js';
import { HoldingsController } from './floors/holdings.controller.js';
import { Holdings } from './floors/holdings.queries.js';
import { MalwareMatches } from './floors/malware-matches.service.js';
import { OutreachAnswers } from './outreach/answers.service.js';
import { AskedPeople } from './outreach/asked-people.service.js';
import { ChosenQueries } from './outreach/chosen.queries.js';
import { ConcernQueries } from './outreach/concern.queries.js';
import { OutreachLetters } from './outreach/letters.service.js';
import { OutreachController } from './outreach/outreach.controller.js';
import { OutreachQueries } from './outreach/outreach.queries.js';
import { Outreaches } from './outreach/outreaches.service.js';
import { OutreachReminding } from './outreach/reminding.service.js';
import { OutreachRequests } from './outreach/requests.service.js';
import { OutreachSending } from './outreach/sending.service.js';
import { RotationsController } from './rotations/rotations.controller.js';
import { RotationsFollow } from './rotations/rotations-follow.service.js';
import { RotationQueries } from './rotations/rotations.queries.js';
import { Rotations } from './rotations/rotations.service.js';
import { StatementsController } from './statements/statements.controller.js';
import { StatementQueries } from './statements/statements.queries.js';
import { Statements } from './statements/statements.service.js';
import { VexDocuments } from './statements/vex-documents.service.js';
import { TimelineQueries } from './timeline/timeline.queries.js';
import { Timeline } from './timeline/timeline.service.js';
import { PurgedIncidents } from './purging/purged-incidents.service.js';
import { PurgedIncidentWords } from './purging/purged-incident-words.service.js';
import { ForgottenOutreach } from './outreach/forgotten-requests.service.js';

const shared = [
  ForgottenOutreach,
  PurgedIncidents,
  PurgedIncidentWords,
  OutreachSending,
  RotationsFollow,
  Incidents,
  IncidentQueries,
  OpenIncidents,
  ExposureDeriving,
  VendorDeriving,
  ExposureQueries,
  ExposureFiles,
  VendorStandings,
  Holdings,
  AffectedHoldings,
  Statements,
  StatementQueries,
  VexDocuments,
  Timeline,
  TimelineQueries,
  OutreachAnswers,
  AskedPeople,
  ChosenQueries,
  ConcernQueries,
  OutreachQueries,
  Outreaches,
  OutreachRequests,
  RotationQueries,
  Rotations,
];

@Module({
  imports: [
    AdvisoriesModule,
    VendorsModule,
    EvidenceModule,
    PoliciesModule,
    WebhooksModule,
    SupplyChainModule,
    AssessmentsModule,
  ],
  controllers: [
    IncidentsController,
    ExposuresController,
    StatementsController,
    HoldingsController,
    OutreachController,
    RotationsController,
  ],
  providers: [
    ...shared,
    ConcernedTools,
    Derivations,
    ExposureStore,
    FactQueries,
    ListQueries,
    FloorsFollow,
    MalwareMatches,
    OutreachLetters,
    OutreachReminding,
    ToolsMoved,
    EventsMoved,
    UpstreamEvents,
  ],
  exports: [AdvisoriesModule, ...shared],
})
export class IncidentsModule {}
