import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { ApiHeader, Created, IdParam, Operation, type Reply } from '../../platform/http/index.js';
import { Assessments } from '../assessments.service.js';
import { ReadVersion } from '../read-version.js';
import {
  ChangeRequest,
  RemarkView,
  RevisionView,
  RoundView,
  SendBackFacts,
  SendBackView,
} from './change.dto.js';
import { Changes } from './changes.service.js';
import { Revisions } from './revisions.queries.js';
import { Rounds } from './rounds.queries.js';
import { SendBackQueries } from './send-backs.queries.js';
import { SendBacks } from './send-backs.service.js';
import { Threads } from './threads.queries.js';

@Controller('api/v1/assessments/:id')
export class ChangesController {
  constructor(
    private readonly assessments: Assessments,
    private readonly changes: Changes,
    private readonly rounds: Rounds,
    private readonly marks: SendBacks,
    private readonly marked: SendBackQueries,
    private readonly threads: Threads,
    private readonly revisions: Revisions,
  ) {}

  @Post('change-requests')
  @Requires('assessments.write')
  @Operation('Assessments', 'Give chosen questions back to the vendor', {
    answers: Created,
    description:
      'Only these can be answered again, and what comes up by their new answers; every remark stands in the letter and ' +
      'beside its question. Whoever may submit gets a new link.',
  })
  async request(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() asked: ChangeRequest,
  ): Promise<Created> {
    return this.changes.request(me, id, asked);
  }

  @Get('change-requests')
  @Requires('assessments.read')
  @Operation('Assessments', 'List what was given back to the vendor, round by round', {
    answers: [RoundView],
  })
  async list(@IdParam('id') id: string): Promise<RoundView[]> {
    await this.assessments.byId(id);
    return this.rounds.list(id);
  }

  @Get('send-backs')
  @Requires('assessments.read')
  @Operation('Assessments', 'List the questions marked to go back, not sent yet', {
    answers: [SendBackView],
  })
  async collected(@IdParam('id') id: string): Promise<SendBackView[]> {
    return this.marked.list(id);
  }

  @Put('send-backs/:questionKey')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version read, like "2".' })
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Mark a question to go back to the vendor', {
    description: 'With If-Match ("0" for the first mark) nobody’s remark is overwritten unseen.',
  })
  async mark(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
    @ReadVersion() expected: number | undefined,
    @Body() facts: SendBackFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<void> {
    const { version } = await this.marks.mark(me, id, questionKey, facts, expected);
    void reply.header('etag', `"${version}"`);
  }

  @Delete('send-backs/:questionKey')
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Take a question off the list of what goes back')
  async unmark(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
  ): Promise<void> {
    await this.marks.unmark(me, id, questionKey);
  }

  @Get('answers/:questionKey/remarks')
  @Requires('assessments.read')
  @Operation('Assessments', 'Read our remarks to the vendor on a question, and its replies', {
    answers: [RemarkView],
    description:
      'Oldest first. A reply stands here once it is submitted; comments for ourselves never do.',
  })
  async remarks(
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
  ): Promise<RemarkView[]> {
    await this.revisions.question(id, questionKey);
    return this.threads.ofQuestion(id, questionKey);
  }

  @Get('answers/:questionKey/revisions')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  @Operation('Assessments', 'Read every revision of an answer, as it was submitted', {
    answers: [RevisionView],
    description: 'Oldest first. A submission that left it as it was brings none.',
  })
  async history(
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
  ): Promise<RevisionView[]> {
    return this.revisions.of(id, questionKey);
  }
}
