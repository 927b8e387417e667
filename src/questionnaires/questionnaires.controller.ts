import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  ApiBody,
  Created,
  ExpectedVersion,
  IdParam,
  linked,
  Operation,
  type Reply,
  type Request,
  tagged,
} from '../platform/http/index.js';
import { definitionSchema } from './definition-schema.js';
import {
  CreatedQuestionnaire,
  QuestionnaireQuery,
  QuestionnaireView,
  VersionLine,
  VersionView,
} from './questionnaire.dto.js';
import { QuestionnaireQueries } from './questionnaires.queries.js';
import { Questionnaires } from './questionnaires.service.js';

const DefinitionBody = () => ApiBody({ schema: definitionSchema as never });

@Controller('api/v1')
export class QuestionnairesController {
  constructor(
    private readonly questionnaires: Questionnaires,
    private readonly queries: QuestionnaireQueries,
  ) {}

  @Get('questionnaires')
  @Requires('questionnaires.read')
  @Operation('Questionnaires', 'List questionnaires', { answers: [QuestionnaireView] })
  async list(
    @Query() query: QuestionnaireQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<QuestionnaireView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post('questionnaires')
  @Requires('questionnaires.write')
  @DefinitionBody()
  @Operation('Questionnaires', 'Add a questionnaire with its first draft', {
    answers: CreatedQuestionnaire,
  })
  async create(@Me() me: Caller, @Body() definition: object): Promise<CreatedQuestionnaire> {
    return this.questionnaires.create(me, definition);
  }

  @Get('questionnaires/:id')
  @Requires('questionnaires.read')
  @Operation('Questionnaires', 'Read a questionnaire', { answers: QuestionnaireView })
  async read(@IdParam('id') id: string): Promise<QuestionnaireView> {
    return this.queries.view(id);
  }

  @Get('questionnaires/:id/versions')
  @Requires('questionnaires.read')
  @Operation('Questionnaires', 'List the versions, newest first', { answers: [VersionLine] })
  async versions(@IdParam('id') id: string): Promise<VersionLine[]> {
    return this.queries.versions(id);
  }

  @Post('questionnaires/:id/drafts')
  @Requires('questionnaires.write')
  @Operation('Questionnaires', 'Start a draft from the newest published version', {
    answers: Created,
  })
  async newDraft(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    return this.questionnaires.newDraft(me, id);
  }

  @Get('questionnaire-versions/:id')
  @Requires('questionnaires.read')
  @Operation('Questionnaires', 'Read a version with its definition', { answers: VersionView })
  async version(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VersionView> {
    return tagged(await this.queries.version(id), reply);
  }

  @Put('questionnaire-versions/:id')
  @HttpCode(204)
  @Requires('questionnaires.write')
  @DefinitionBody()
  @Operation('Questionnaires', 'Change a draft', {
    versioned: true,
    description: 'A published version never changes: 409.',
  })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() definition: object,
  ): Promise<void> {
    await this.questionnaires.change(me, id, version, definition);
  }

  @Post('questionnaire-versions/:id/publication')
  @HttpCode(204)
  @Requires('questionnaires.write')
  @Operation('Questionnaires', 'Publish a draft, for good', {
    versioned: true,
    description: 'It becomes the newest version and never changes again. Done twice: 409.',
  })
  async publish(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.questionnaires.publish(me, id, version);
  }
}
