import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  ApiHeader,
  checked,
  Created,
  FileBody,
  fromText,
  IdParam,
  NotRemembered,
  OnceByItself,
  Operation,
  readFileForm,
  Receives,
  ReceivesFile,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { EvidenceFacts } from '../evidence.dto.js';
import { EvidenceStore } from '../evidence-store.service.js';
import { FinishedUploads } from './finished-uploads.service.js';
import { orTellOffset, PartOffset } from './part-offset.js';
import { NewUpload, RevisionFromUpload, UploadView } from './upload.dto.js';
import { Uploads } from './uploads.service.js';

const unkept = 'is not possible with a file in the request: begin an upload, which can be repeated';
const stepsNote =
  'An upload is begun, sent in parts, and finished by making evidence or a revision of it. Whatever breaks can be repeated.';
const offsetHeader = {
  name: 'Upload-Offset',
  required: true,
  description: 'How many bytes stand before this part.',
  schema: { type: 'integer' as const, minimum: 0 },
};

@Controller('api/v1')
export class UploadsController {
  constructor(
    private readonly store: EvidenceStore,
    private readonly uploads: Uploads,
    private readonly finished: FinishedUploads,
  ) {}

  @Post('vendors/:id/evidence')
  @Requires('evidence.write')
  @NotRemembered(unkept)
  @ReceivesFile(EvidenceFacts)
  @Operation('Evidence', 'Add evidence with its file in one request', {
    answers: Created,
    description: 'For small files; larger ones are safer as an upload in parts.',
  })
  async receive(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Req() request: Request,
  ): Promise<Created> {
    return readFileForm(request, async (file, fields) => {
      const facts = async () => checked(EvidenceFacts, fromText(EvidenceFacts, await fields()));
      const { id } = await this.store.receiveFor(me, file, { vendorId, facts });
      return { id };
    });
  }

  @Post('evidence/:id/revisions')
  @Requires('evidence.write')
  @NotRemembered(unkept)
  @ReceivesFile()
  @Operation('Evidence', 'Add a revision: a new file for the same evidence', { answers: Created })
  async revise(
    @Me() me: Caller,
    @IdParam('id') evidenceId: string,
    @Req() request: Request,
  ): Promise<Created> {
    return readFileForm(request, async (file) => {
      const { revisionId: id } = await this.store.revise(me, evidenceId, file);
      return { id };
    });
  }

  @Post('vendors/:id/uploads')
  @Requires('evidence.write')
  @Operation('Evidence', 'Begin an upload', { answers: UploadView, description: stepsNote })
  async start(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() facts: NewUpload,
  ): Promise<UploadView> {
    return this.uploads.start(me, vendorId, facts);
  }

  @Get('uploads/:id')
  @Requires('evidence.write')
  @Operation('Evidence', 'Read how far an upload is', { answers: UploadView })
  async progress(@Me() me: Caller, @IdParam('id') id: string): Promise<UploadView> {
    return this.uploads.progress(me, id);
  }

  @Put('uploads/:id/parts')
  @Requires('evidence.write')
  @Receives()
  @ApiHeader(offsetHeader)
  @Operation('Evidence', 'Send the next part of an upload', {
    answers: UploadView,
    description:
      'At most 4 MiB, at least 64 KiB unless it is the last. Sent again it changes nothing; at a wrong place it is refused with 409, and the header Upload-Offset says where the upload goes on.',
  })
  async part(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @PartOffset() offset: number,
    @FileBody() content: Readable,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UploadView> {
    return orTellOffset(reply, this.uploads.take(me, id, offset, content));
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @Requires('evidence.write')
  @Operation('Evidence', 'Give up an upload; nothing of it stays')
  async drop(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.uploads.drop(me, id);
  }

  @Post('uploads/:id/evidence')
  @Requires('evidence.write')
  @OnceByItself()
  @Operation('Evidence', 'Finish an upload as new evidence', {
    answers: Created,
    description: 'Asked again, it answers the same.',
  })
  async finish(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: EvidenceFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Created> {
    return orTellOffset(reply, this.finished.asEvidence(me, id, facts));
  }

  @Post('uploads/:id/revision')
  @Requires('evidence.write')
  @OnceByItself()
  @Operation('Evidence', 'Finish an upload as a new revision', {
    answers: Created,
    description: 'Gives the id of the evidence. Asked again, it answers the same.',
  })
  async finishRevision(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { evidenceId }: RevisionFromUpload,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Created> {
    return orTellOffset(reply, this.finished.asRevision(me, id, evidenceId));
  }
}
