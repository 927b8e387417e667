import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Readable } from 'node:stream';
import { AttachedFacts, Attachments, Sheets, type Scope } from '../assessments/index.js';
import { NewUpload, orTellOffset, PartOffset, Uploads, UploadView } from '../evidence/index.js';
import {
  ApiHeader,
  ApiParam,
  checked,
  Created,
  FileBody,
  fromText,
  IdParam,
  NotRemembered,
  OnceByItself,
  Open,
  Operation,
  readFileForm,
  Receives,
  ReceivesFile,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { AttachedView } from './attached.dto.js';
import { LinkGuard } from './link.guard.js';
import { InScope } from './scope-param.js';

const aQuestion = { name: 'key', example: 'tools.vetting' };
const offsetHeader = {
  name: 'Upload-Offset',
  required: true,
  description: 'How many bytes stand before this part.',
  schema: { type: 'integer' as const, minimum: 0 },
};

/** The files that a respondent attaches, for programs. */
@Controller('api/v1/answering')
@Open('portal: own guard, by the secret of a link')
@UseGuards(LinkGuard)
export class AttachmentsController {
  constructor(
    private readonly sheets: Sheets,
    private readonly attachments: Attachments,
    private readonly uploads: Uploads,
  ) {}

  @Get('evidence')
  @Operation('Answering', 'List the files attached to the questions asked of you', {
    answers: [AttachedView],
  })
  async list(@InScope() scope: Scope): Promise<AttachedView[]> {
    const { sections } = await this.sheets.read(scope);
    return sections.flatMap(({ questions }) =>
      questions.flatMap(({ question, attached }) =>
        attached.map(({ evidenceId: id, ...file }) => ({ id, questionKey: question.key, ...file })),
      ),
    );
  }

  @Post('questions/:key/evidence')
  @ApiParam(aQuestion)
  @NotRemembered('is not possible with a file in the request: begin an upload instead')
  @ReceivesFile(AttachedFacts)
  @Operation('Answering', 'Attach a file to a question in one request', { answers: Created })
  async attach(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Req() request: Request,
  ): Promise<Created> {
    return readFileForm(request, (file, fields) => {
      const facts = async () => checked(AttachedFacts, fromText(AttachedFacts, await fields()));
      return this.attachments.receive(scope, key, file, facts);
    });
  }

  @Delete('questions/:key/evidence/:id')
  @HttpCode(204)
  @ApiParam(aQuestion)
  @Operation('Answering', 'Take back a file before the answers are submitted')
  async remove(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @IdParam('id') id: string,
  ): Promise<void> {
    await this.attachments.remove(scope, key, id);
  }

  @Post('questions/:key/uploads')
  @ApiParam(aQuestion)
  @Operation('Answering', 'Begin the upload of a file for a question', {
    answers: UploadView,
    description: 'Send it in parts, then finish it. Whatever breaks can be repeated.',
  })
  async start(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Body() facts: NewUpload,
  ): Promise<UploadView> {
    return this.attachments.start(scope, key, facts);
  }

  @Get('uploads/:id')
  @Operation('Answering', 'Read how far an upload is', { answers: UploadView })
  async progress(@InScope() { actor }: Scope, @IdParam('id') id: string): Promise<UploadView> {
    return this.uploads.progress(actor, id);
  }

  @Put('uploads/:id/parts')
  @Receives()
  @ApiHeader(offsetHeader)
  @Operation('Answering', 'Send the next part of an upload', {
    answers: UploadView,
    description:
      'At most 4 MiB, at least 64 KiB unless it is the last. At a wrong place: 409, and the header Upload-Offset says where it goes on.',
  })
  async part(
    @InScope() { actor }: Scope,
    @IdParam('id') id: string,
    @PartOffset() offset: number,
    @FileBody() content: Readable,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UploadView> {
    return orTellOffset(reply, this.uploads.take(actor, id, offset, content));
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @Operation('Answering', 'Give up an upload; nothing of it stays')
  async drop(@InScope() { actor }: Scope, @IdParam('id') id: string): Promise<void> {
    await this.uploads.drop(actor, id);
  }

  @Post('uploads/:id/evidence')
  @OnceByItself()
  @Operation('Answering', 'Attach what was uploaded to its question', {
    answers: Created,
    description: 'Asked again, it answers the same.',
  })
  async finish(
    @InScope() scope: Scope,
    @IdParam('id') id: string,
    @Body() facts: AttachedFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Created> {
    return orTellOffset(reply, this.attachments.finish(scope, id, facts));
  }
}
