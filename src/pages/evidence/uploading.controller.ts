import { Body, Controller, Get, Post, Put, Query, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import {
  EvidenceFacts,
  FinishedUploads,
  NewUpload,
  orTellOffset,
  PartOffset,
  RevisionFromUpload,
  Uploads,
  type UploadView,
} from '../../evidence/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  ApiExcludeController,
  FileBody,
  IdParam,
  Receives,
  type Reply,
} from '../../platform/http/index.js';
import { AttachedTo, EvidencePlaces } from './evidence-places.js';

/** What the script of the forms sends while a file is on its way; the API says the same with a token. */
@Controller()
@ApiExcludeController()
export class Uploading {
  constructor(
    private readonly uploads: Uploads,
    private readonly finished: FinishedUploads,
    private readonly places: EvidencePlaces,
  ) {}

  @Post('vendors/:id/uploads')
  @Requires('evidence.write')
  async start(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Query() attachedTo: AttachedTo,
    @Body() facts: NewUpload,
  ): Promise<UploadView> {
    const place = await this.places.find(vendorId, attachedTo);
    return this.uploads.start(me, vendorId, facts, place?.subject);
  }

  @Get('uploads/:id')
  @Requires('evidence.write')
  async progress(@Me() me: Caller, @IdParam('id') id: string): Promise<UploadView> {
    return this.uploads.progress(me, id);
  }

  @Put('uploads/:id/parts')
  @Requires('evidence.write')
  @Receives()
  async part(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @PartOffset() offset: number,
    @FileBody() content: Readable,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UploadView> {
    return orTellOffset(reply, this.uploads.take(me, id, offset, content));
  }

  @Post('uploads/:id/evidence')
  @Requires('evidence.write')
  async finish(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() facts: EvidenceFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ id: string }> {
    return orTellOffset(reply, this.finished.asEvidence(me, id, facts));
  }

  @Post('uploads/:id/revision')
  @Requires('evidence.write')
  async revise(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { evidenceId }: RevisionFromUpload,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ id: string }> {
    return orTellOffset(reply, this.finished.asRevision(me, id, evidenceId));
  }
}
