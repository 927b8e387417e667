import { Controller, Get } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { IdParam, Operation } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { EvidenceQueries } from '../evidence.queries.js';
import { LikenessView } from './likeness.dto.js';
import { Likenesses } from './likenesses.queries.js';

const about =
  'Reports of different vendors in nearly the same words: that is how a rubber stamp looks. Only PDF, Word and plain text of 200 words or more are compared, by fingerprints; the text is not kept.';

@Controller('api/v1')
export class LikenessesController {
  constructor(
    private readonly likenesses: Likenesses,
    private readonly evidence: EvidenceQueries,
    private readonly vendors: Vendors,
  ) {}

  @Get('evidence/:id/likenesses')
  @Requires('evidence.read')
  @Operation('Evidence', 'List near-identical reports of other vendors', {
    answers: [LikenessView],
    description: about,
  })
  async ofEvidence(@IdParam('id') id: string): Promise<LikenessView[]> {
    await this.evidence.byId(id);
    return this.likenesses.of(id);
  }

  @Get('vendors/:id/likenesses')
  @Requires('evidence.read')
  @Operation('Evidence', 'List what other vendors gave in nearly the same words', {
    answers: [LikenessView],
    description: about,
  })
  async ofVendor(@IdParam('id') vendorId: string): Promise<LikenessView[]> {
    await this.vendors.byId(vendorId);
    return this.likenesses.forVendor(vendorId);
  }
}
