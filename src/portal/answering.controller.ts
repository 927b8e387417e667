import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  Answers,
  ColleagueFacts,
  Delegations,
  Receipts,
  Replies,
  Sheets,
  Submissions,
  type Scope,
} from '../assessments/index.js';
import {
  ApiParam,
  Created,
  ExpectedVersion,
  IdParam,
  Open,
  Operation,
  type Reply,
  tagged,
} from '../platform/http/index.js';
import { present } from '../platform/present.js';
import {
  AnswerFacts,
  DelegationView,
  ReceiptView,
  ReplyFacts,
  SavedView,
  SheetView,
} from './answering.dto.js';
import { receiptView, sheetView } from './answering-views.js';
import { LinkGuard } from './link.guard.js';
import { InScope } from './scope-param.js';

/** What a respondent does, for programs: the bearer token is what stands behind `/answer/` in the link. */
@Controller('api/v1/answering')
@Open('portal: own guard, by the secret of a link')
@UseGuards(LinkGuard)
export class AnsweringController {
  constructor(
    private readonly sheets: Sheets,
    private readonly answers: Answers,
    private readonly replies: Replies,
    private readonly delegations: Delegations,
    private readonly submissions: Submissions,
    private readonly receipts: Receipts,
  ) {}

  @Get()
  @Operation('Answering', 'Read the questions asked of you, with the answers so far', {
    answers: SheetView,
    description:
      'As a respondent: the bearer token is the secret of your link, what stands in it behind /answer/. Which questions are asked depends on the answers.',
  })
  async sheet(@InScope() scope: Scope): Promise<SheetView> {
    return sheetView(scope, await this.sheets.read(scope));
  }

  @Put('questions/:key')
  @ApiParam({ name: 'key', example: 'tools.vetting' })
  @Operation('Answering', 'Answer a question, or clear its answer', {
    answers: SavedView,
    versioned: true,
    description:
      'If-Match is the version of the question in what you read, "0" before the first answer.',
  })
  async answer(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @ExpectedVersion() version: number,
    @Body() facts: AnswerFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SavedView> {
    const saved = await this.answers.save(scope, key, facts, version);
    return tagged({ version: saved.version, savedAt: saved.at }, reply);
  }

  @Put('questions/:key/reply')
  @HttpCode(204)
  @ApiParam({ name: 'key', example: 'tools.vetting' })
  @Operation('Answering', 'Reply to what was remarked on an answer, or take the reply back', {
    description: 'With a new answer or without; it goes with the next submission.',
  })
  async reply(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Body() { reply }: ReplyFacts,
  ): Promise<void> {
    await this.replies.save(scope, key, { text: reply });
  }

  @Get('delegations')
  @Operation('Answering', 'List the colleagues you asked', { answers: [DelegationView] })
  async colleagues(@InScope() scope: Scope): Promise<DelegationView[]> {
    return (await this.delegations.list(scope)).map((one) => present(one));
  }

  @Post('delegations')
  @Operation('Answering', 'Ask a colleague to answer some sections', {
    answers: Created,
    description: 'They get a letter with a link of their own.',
  })
  async ask(@InScope() scope: Scope, @Body() facts: ColleagueFacts): Promise<Created> {
    const { id } = await this.delegations.delegate(scope, facts);
    return { id };
  }

  @Delete('delegations/:id')
  @HttpCode(204)
  @Operation('Answering', 'Withdraw a colleague’s link; their answers stay')
  async withdraw(@InScope() scope: Scope, @IdParam('id') id: string): Promise<void> {
    await this.delegations.withdraw(scope, id);
  }

  @Post('submission')
  @Operation('Answering', 'Submit the answers as they are', { answers: ReceiptView, status: 201 })
  async submit(@InScope() scope: Scope): Promise<ReceiptView> {
    await this.submissions.submit(scope);
    return receiptView(await this.receipts.read(scope));
  }

  @Get('receipt')
  @Operation('Answering', 'Read the receipt of the last submission', { answers: ReceiptView })
  async receipt(@InScope() scope: Scope): Promise<ReceiptView> {
    return receiptView(await this.receipts.read(scope));
  }
}
