import { Module } from '@nestjs/common';
import { EvidenceModule } from '../../evidence/index.js';
import { QuestionnairesModule } from '../../questionnaires/index.js';
import { WebhooksModule } from '../../webhooks/index.js';
import { AssessmentsModule } from '../assessments.module.js';
import { CarriedFiles } from '../cycles/carried-files.service.js';
import { Confirmations } from '../cycles/confirmations.service.js';
import { Answers } from './answers.service.js';
import { Attachments } from './attachments.service.js';
import { Delegations } from './delegations.service.js';
import { Openness } from './openness.service.js';
import { Receipts } from './receipts.queries.js';
import { Replies } from './replies.service.js';
import { Respondents } from './respondents.service.js';
import { Sheets } from './sheets.queries.js';
import { Submissions } from './submissions.service.js';

/** What respondents do, behind whichever door they come through. */
@Module({
  imports: [EvidenceModule, QuestionnairesModule, AssessmentsModule, WebhooksModule],
  providers: [
    Respondents,
    Openness,
    Sheets,
    Answers,
    CarriedFiles,
    Confirmations,
    Attachments,
    Delegations,
    Submissions,
    Receipts,
    Replies,
  ],
  exports: [
    Respondents,
    Sheets,
    Answers,
    Confirmations,
    Attachments,
    Delegations,
    Submissions,
    Receipts,
    Replies,
  ],
})
export class AnsweringModule {}
