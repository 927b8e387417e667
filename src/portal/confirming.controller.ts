import { Body, Controller, HttpCode, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import { Confirmations, type Scope } from '../assessments/index.js';
import { Invalid } from '../platform/errors.js';
import { ApiParam, Open, Operation, type Reply, tagged } from '../platform/http/index.js';
import { ConfirmedView, Confirming, SavedView } from './answering.dto.js';
import { LinkGuard } from './link.guard.js';
import { InScope } from './scope-param.js';

const mostKeys = 1_000;

/** What was said in the last cycle is still true: for programs. */
@Controller('api/v1/answering')
@Open('portal: own guard, by the secret of a link')
@UseGuards(LinkGuard)
export class ConfirmationsController {
  constructor(private readonly confirmations: Confirmations) {}

  @Put('questions/:key/confirmation')
  @ApiParam({ name: 'key', example: 'tools.vetting' })
  @Operation('Answering', 'Say that the answer of the last cycle is still true', {
    answers: SavedView,
    description:
      'Its evidence is attached again as far as it is valid. Until then the answer does not count. An answer that somebody changed meanwhile is not overwritten.',
  })
  async confirm(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SavedView> {
    const saved = await this.confirmations.confirm(scope, key);
    return tagged({ version: saved.version, savedAt: saved.at }, reply);
  }

  @Post('confirmations')
  @HttpCode(200)
  @Operation('Answering', 'Say of several answers of the last cycle that they are still true', {
    answers: ConfirmedView,
    description:
      'Those that were answered meanwhile, or that your link does not open, stay as they are.',
  })
  async confirmAll(
    @InScope() scope: Scope,
    @Body() { questionKeys }: Confirming,
  ): Promise<ConfirmedView> {
    return { confirmed: await this.confirmations.confirmAll(scope, keysIn(questionKeys)) };
  }
}

function keysIn(sent: unknown): string[] {
  const keys: unknown[] = Array.isArray(sent) ? sent : [];
  if (keys.length === 0 || keys.length > mostKeys) {
    throw new Invalid({ questionKeys: 'is not a list of keys of questions' });
  }
  if (!keys.every((key) => typeof key === 'string')) {
    throw new Invalid({ questionKeys: 'has something other than keys of questions' });
  }
  return keys;
}
