import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { CheckpointQueries, Checkpoints } from '../journal/index.js';
import { linked, ListQuery, Operation, type Reply, type Request } from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { CheckpointView, SigningKeyView } from './checkpoint.dto.js';
import { PublicKeys } from './public-keys.service.js';

@Controller('api/v1')
export class CheckpointsController {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly queries: CheckpointQueries,
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
