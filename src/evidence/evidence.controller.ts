import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { Sees } from '../journal/index.js';
import {
  ExpectedVersion,
  IdParam,
  linked,
  ListQuery,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { Vendors } from '../vendors/index.js';
import { Downloads } from './files/downloads.service.js';
import {
  EvidenceFacts,
  EvidenceView,
  NewUse,
  RevisionView,
  UseView,
  Withdrawal,
} from './evidence.dto.js';
import { EvidenceLinks } from './uses/evidence-links.service.js';
import { EvidenceQueries } from './evidence.queries.js';
import { EvidenceStore } from './evidence-store.service.js';
import { evidenceView, revisionView, useView } from './evidence-views.js';
import { sealedReply } from './files/sealed-reply.js';

const fileNote =
  'As an attachment, under the name its giver gave it. That it was taken is in the journal.';

@Controller('api/v1')
export class EvidenceController {
  constructor(
    private readonly store: EvidenceStore,
    private readonly links: EvidenceLinks,
    private readonly queries: EvidenceQueries,
    private readonly downloads: Downloads,
    private readonly vendors: Vendors,
  ) {}

  @Get('vendors/:id/evidence')
  @Requires('evidence.read')
  @Operation('Evidence', 'List the evidence of a vendor, newest first', { answers: [EvidenceView] })
  async list(
    @IdParam('id') vendorId: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EvidenceView[]> {
    await this.vendors.byId(vendorId);
    return linked(await this.queries.page(vendorId, query), request, reply).map(evidenceView);
  }

  @Get('evidence/:id')
  @Requires('evidence.read')
  @Operation('Evidence', 'Read what a piece of evidence shows', { answers: EvidenceView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EvidenceView> {
    return tagged(evidenceView(await this.queries.byId(id)), reply);
  }

  @Put('evidence/:id')
  @HttpCode(204)
  @Requires('evidence.write')
  @Operation('Evidence', 'Change what it shows and for how long', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: EvidenceFacts,
  ): Promise<void> {
    await this.store.change(me, id, version, facts);
  }

  @Get('evidence/:id/file')
  @Requires('evidence.read')
  @Operation('Evidence', 'Download the file in force', {
    file: 'application/octet-stream',
    description: fileNote,
  })
  async file(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.file(me, id));
  }

  @Get('evidence/:id/preview')
  @Requires('evidence.read')
  @Sees('evidence', 'evidence')
  @Operation('Evidence', 'Download the picture of its first page', { file: 'image/png' })
  async preview(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.preview(id));
  }

  @Get('evidence/:id/revisions')
  @Requires('evidence.read')
  @Operation('Evidence', 'List the files given for it, newest first', { answers: [RevisionView] })
  async revisions(@IdParam('id') id: string): Promise<RevisionView[]> {
    await this.queries.byId(id);
    return (await this.queries.revisions(id)).map(revisionView);
  }

  @Get('evidence/:id/revisions/:revisionId/file')
  @Requires('evidence.read')
  @Operation('Evidence', 'Download the file of a revision', {
    file: 'application/octet-stream',
    description: fileNote,
  })
  async revision(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('revisionId') revisionId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    return sealedReply(reply, await this.downloads.file(me, id, revisionId));
  }

  @Get('evidence/:id/uses')
  @Requires('evidence.read')
  @Operation('Evidence', 'List where it is used', { answers: [UseView] })
  async uses(@IdParam('id') id: string): Promise<UseView[]> {
    await this.queries.byId(id);
    return (await this.queries.uses(id)).map(useView);
  }

  @Post('evidence/:id/uses')
  @HttpCode(204)
  @Requires('evidence.write')
  @Operation('Evidence', 'Attach it to an answer, an audit or a finding of the same vendor', {
    description: 'Attaching what is attached already changes nothing.',
  })
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { kind, subjectId, part }: NewUse,
  ): Promise<void> {
    await this.links.attach(me, id, { kind, id: subjectId, ...(part ? { part } : {}) });
  }

  @Delete('evidence/:id/uses/:useId')
  @HttpCode(204)
  @Requires('evidence.write')
  @Operation('Evidence', 'Detach it from where it is used', {
    description: 'What the vendor attached stays where they put it.',
  })
  async detach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('useId') useId: string,
  ): Promise<void> {
    await this.links.detachLink(me, id, useId);
  }

  @Post('evidence/:id/withdrawal')
  @HttpCode(204)
  @Requires('evidence.write')
  @Operation('Evidence', 'Withdraw it: it stays to be seen with the reason, and counts no more', {
    versioned: true,
  })
  async withdraw(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { reason }: Withdrawal,
  ): Promise<void> {
    await this.store.withdraw(me, id, version, reason);
  }
}
