import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { besideSentence, CheckpointQueries, Checkpoints, Journal } from '../journal/index.js';
import {
  ExpectedVersion,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { present } from '../platform/present.js';
import {
  CheckpointView,
  JournalAcceptance,
  KeptCheckpointView,
  SigningKeyView,
} from './checkpoint.dto.js';
import { PublicKeys } from './public-keys.service.js';

@Controller('api/v1')
export class CheckpointsController {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly queries: CheckpointQueries,
    private readonly journal: Journal,
    private readonly keys: PublicKeys,
  ) {}

  @Get('journal/checkpoints')
  @Requires('journal.read')
  @Operation('Journal', 'List signed checkpoints', {
    answers: [CheckpointView],
    description: 'Newest first. One is signed each day, and before each report and dossier.',
  })
  async list(
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CheckpointView[]> {
    return linked(await this.queries.page(query), request, reply).map(present);
  }

  @Get('journal/checkpoints/:size')
  @Requires('journal.read')
  @Operation('Journal', 'Read a signed checkpoint', {
    answers: CheckpointView,
    description: 'By the number of entries it covers.',
  })
  async one(@Param('size') size: string): Promise<CheckpointView> {
    return this.queries.bySize(size);
  }

  @Post('journal/checkpoints')
  @Requires('journal.sign')
  @Operation('Journal', 'Sign a checkpoint', {
    answers: CheckpointView,
    status: 201,
    description: 'Where nothing happened since the last one, that one is given.',
  })
  async sign(): Promise<CheckpointView> {
    const { size } = await this.checkpoints.sign('request');
    return this.queries.bySize(String(size));
  }

  @Get('journal/kept-checkpoint')
  @Requires('journal.read')
  @Operation('Journal', 'Read how the journal stands to the checkpoint kept beside the keys', {
    answers: KeptCheckpointView,
    description:
      'The last one that was signed lies where the database does not reach. After a restore from an older backup the journal does not hold it.',
  })
  async kept(@Res({ passthrough: true }) reply: Reply): Promise<KeptCheckpointView> {
    const standing = await this.checkpoints.beside.standing();
    const { size: entries } = await this.journal.head();
    const { state, size } = standing;
    void reply.header('etag', `"${size ?? 0}"`);
    return { state, ...(size !== undefined && { size }), entries, says: besideSentence(standing) };
  }

  @Post('journal/kept-checkpoint/acceptance')
  @Requires('journal.sign')
  @Operation('Journal', 'Accept the journal as it is, though it does not hold that checkpoint', {
    answers: CheckpointView,
    status: 201,
    versioned: true,
    description:
      'After a restore: the journal says who accepted it and why, and a new checkpoint takes the place of the kept one and goes to the witnesses. 409 where the journal holds the kept one, or none is kept.',
  })
  async accept(
    @Me() me: Caller,
    @ExpectedVersion() kept: number,
    @Body() { reason }: JournalAcceptance,
  ): Promise<CheckpointView> {
    const { size } = await this.checkpoints.acceptAsItIs(me, reason, kept);
    return this.queries.bySize(String(size));
  }

  @Get('signing-keys')
  @Requires('journal.read')
  @Operation('Journal', 'List the public keys', {
    answers: [SigningKeyView],
    description: 'Newest first: of everything that was ever signed here.',
  })
  async publicKeys(): Promise<SigningKeyView[]> {
    return this.keys.list();
  }
}
