import { Body, Controller, Get, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { AttachedFacts, Attachments, type Scope } from '../assessments/index.js';
import {
  NewUpload,
  orTellOffset,
  PartOffset,
  Uploads,
  type UploadView,
} from '../evidence/index.js';
import {
  ApiExcludeController,
  FileBody,
  IdParam,
  Open,
  Receives,
  type Reply,
} from '../platform/http/index.js';
import { PortalGuard } from './portal.guard.js';
import { InScope } from './scope-param.js';

/** What the script of the pages sends while a file is attached. */
@Controller('answer/a/:assessmentId')
@ApiExcludeController()
@Open('portal: own guard, by the cookie of one assessment')
@UseGuards(PortalGuard)
export class Attaching {
  constructor(
    private readonly attachments: Attachments,
    private readonly uploads: Uploads,
  ) {}

  @Post('questions/:key/uploads')
  async start(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Body() facts: NewUpload,
  ): Promise<UploadView> {
    return this.attachments.start(scope, key, facts);
  }

  @Get('uploads/:id')
  async progress(@InScope() { actor }: Scope, @IdParam('id') id: string): Promise<UploadView> {
    return this.uploads.progress(actor, id);
  }

  @Put('uploads/:id/parts')
  @Receives()
  async part(
    @InScope() { actor }: Scope,
    @IdParam('id') id: string,
    @PartOffset() offset: number,
    @FileBody() content: Readable,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UploadView> {
    return orTellOffset(reply, this.uploads.take(actor, id, offset, content));
  }

  @Post('uploads/:id/evidence')
  async finish(
    @InScope() scope: Scope,
    @IdParam('id') id: string,
    @Body() facts: AttachedFacts,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ id: string }> {
    return orTellOffset(reply, this.attachments.finish(scope, id, facts));
  }
}
