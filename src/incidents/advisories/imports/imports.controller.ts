import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../../identity/index.js';
import {
  IdParam,
  linked,
  NotRemembered,
  Operation,
  readFileForm,
  ReceivesFile,
  type Reply,
  type Request,
} from '../../../platform/http/index.js';
import { ImportQuery, ImportView, PastedAdvisories } from './import.dto.js';
import { ImportQueries } from './imports.queries.js';
import { Intake } from './intake.service.js';

@Controller('api/v1/advisory-imports')
export class ImportsController {
  constructor(
    private readonly intake: Intake,
    private readonly queries: ImportQueries,
  ) {}

  @Get()
  @Requires('incidents.read')
  @Operation('Advisories', 'List imports of advisories, newest first', { answers: [ImportView] })
  async list(
    @Query() query: ImportQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ImportView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('incidents.write')
  @Operation('Advisories', 'Paste advisories', {
    answers: ImportView,
    description: 'What was left out is told with its place; given again, nothing changes.',
  })
  async paste(@Me() me: Caller, @Body() { text }: PastedAdvisories): Promise<ImportView> {
    return this.intake.paste(me, text);
  }

  @Post('files')
  @Requires('incidents.write')
  @NotRemembered('is not needed: a file that is sent again changes nothing')
  @ReceivesFile()
  @Operation('Advisories', 'Send a file of advisories, or a ZIP file of many', {
    answers: ImportView,
    description: 'A long one goes on by itself after the answer: read the import again.',
  })
  async file(@Me() me: Caller, @Req() request: Request): Promise<ImportView> {
    return readFileForm(request, (file) => this.intake.file(me, file));
  }

  @Get(':id')
  @Requires('incidents.read')
  @Operation('Advisories', 'Read what became of an import', { answers: ImportView })
  async read(@IdParam('id') id: string): Promise<ImportView> {
    return this.queries.view(id);
  }
}
