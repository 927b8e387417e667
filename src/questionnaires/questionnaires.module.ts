import { Module } from '@nestjs/common';
import { BuiltIns } from './built-ins.service.js';
import { PublishedVersions } from './published-versions.js';
import { QuestionnairesController } from './questionnaires.controller.js';
import { QuestionnaireQueries } from './questionnaires.queries.js';
import { Questionnaires } from './questionnaires.service.js';

@Module({
  controllers: [QuestionnairesController],
  providers: [Questionnaires, QuestionnaireQueries, PublishedVersions, BuiltIns],
  exports: [Questionnaires, QuestionnaireQueries],
})
export class QuestionnairesModule {}
