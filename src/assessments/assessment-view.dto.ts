import {
  ChoiceField,
  DayField,
  EmailField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { bands, type Band, type Tier } from '../scoring/index.js';
import { byAPerson, OverriddenView } from '../vendors/index.js';
import { assessmentStates, type AssessmentState } from './assessment.entity.js';
import { DecisionView } from './deciding/decision.dto.js';
import { invitationStandings, type InvitationStanding } from './due.js';
import { ShownInstant, ShownTexts } from './reviewing/shown.js';

export class ProgressView {
  @WholeField({ min: 0, max: 1_000, example: 41 }) answered: number;
  @WholeField({ min: 0, max: 1_000, example: 72, description: 'Those asked, given the answers.' })
  asked: number;
}

export class AssessmentLine {
  @IdField() id: string;
  @ChoiceField(assessmentStates) state: AssessmentState;
  @FlagField({ description: 'The due day has passed and answers are still owed.' })
  overdue: boolean;
  @DayField({ example: '2026-12-18' }) dueOn: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @IdField() engagementId: string;
  @TextField({ max: 200, example: 'Gateway for all prompts' }) engagement: string;
  @WholeField({ min: 1, max: 4 }) tier: Tier;
  @IdField() questionnaireVersionId: string;
  @TextField({ max: 200, example: 'AI vendor security and data protection' }) questionnaire: string;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @NestedField(() => ProgressView, { optional: true, description: 'While answers are owed.' })
  progress?: ProgressView;
  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why a rule had it drafted, where one did.',
    example: 'the evidence “SOC 2 report” expired on 4 Dec 2026',
  })
  causeSentence?: string;
  @ShownInstant({ optional: true }) sentAt?: string;
  @ShownInstant({ optional: true }) submittedAt?: string;
}

export class InvitationView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) name: string;
  @EmailField({ example: 'rui@corridor.example' }) email: string;
  @ChoiceField(invitationStandings) standing: InvitationStanding;
  @IdField({ optional: true }) contactId?: string;
  @ShownTexts({ optional: true, description: 'Absent: all sections.', example: ['data'] })
  sections?: string[];
  @IdField({ optional: true, description: 'The invitation whose holder asked this colleague.' })
  parentId?: string;
  @ShownInstant() createdAt: string;
  @ShownInstant() expiresAt: string;
  @ShownInstant({ optional: true }) openedAt?: string;
  @ShownInstant({ optional: true }) revokedAt?: string;
}

export class SubmissionView {
  @IdField() id: string;
  @WholeField({ min: 1, max: 1_000 }) number: number;
  @TextField({ max: 40, description: 'The code on the respondent’s receipt.' }) receipt: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) submittedBy: string;
  @ShownInstant() submittedAt: string;
  @WholeField({ min: 0, max: 10_000, description: 'Days after the due date; 0 when in time.' })
  daysLate: number;
  @TextField({ max: 64, description: 'SHA-256 of the answers as stored.' }) sha256: string;
}

export class ScoreGist {
  @IdField() id: string;
  @WholeField({ min: 1, max: 10_000 }) number: number;
  @ChoiceField(bands) band: Band;
  @NumberField({ min: 0, max: 100, example: 49.6 }) residual: number;
  @FlagField({ description: 'Whether a floor holds the band up.' }) floored: boolean;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @FlagField({ description: 'A knock-out failed: an approval then needs an exception.' })
  needsException: boolean;
  @TextField({ max: 2_000, description: 'Why this band, in one sentence.' }) reason: string;
  @ShownInstant() scoredAt: string;
}

export class AssessmentView extends AssessmentLine {
  @WholeField({ min: 1, max: 10_000 }) questionnaireNumber: number;
  @IdField() contactId: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) contact: string;
  @IdField({ optional: true, description: 'The cycle before: its answers are carried over.' })
  followsId?: string;
  @TextField({ max: 2_000, optional: true }) message?: string;
  @ShownInstant() createdAt: string;
  @ShownInstant({ optional: true }) decidedAt?: string;
  @ShownInstant({ optional: true }) revokedAt?: string;
  @TextField({ max: 1_000, optional: true }) revokedReason?: string;
  @NestedListField(() => InvitationView, { max: 100 }) invitations: InvitationView[];
  @NestedField(() => SubmissionView, { optional: true, description: 'The last one.' })
  submission?: SubmissionView;
  @NestedField(() => ScoreGist, { optional: true, description: 'The last one.' })
  score?: ScoreGist;
  @NestedField(() => DecisionView, { optional: true }) decision?: DecisionView;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
