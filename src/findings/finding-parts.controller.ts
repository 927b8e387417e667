import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { EvidenceQueries, EvidenceView, evidenceView } from '../evidence/index.js';
import { Requires } from '../identity/index.js';
import { Sees } from '../journal/index.js';
import {
  IdParam,
  linked,
  ListQuery,
  Operation,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { FindingHistory } from './finding-history.queries.js';
import { Findings } from './findings.service.js';
import { HistoryView } from './history.dto.js';

@Controller('api/v1/findings/:id')
export class FindingPartsController {
  constructor(
    private readonly findings: Findings,
    private readonly history: FindingHistory,
    private readonly evidence: EvidenceQueries,
  ) {}

  @Get('history')
  @Requires('findings.read')
  @Sees('remediation', 'finding')
  @Operation('Findings', 'List what happened to a finding, newest first', {
    answers: [HistoryView],
  })
  async happened(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HistoryView[]> {
    const lines = linked(await this.history.page(id, query), request, reply);
    return lines.map(({ seq, at, actor, action, before, after }) => {
      const told = { seq, at, by: actor.name, byKind: actor.kind, action };
      return { ...told, ...present({ before, after }) };
    });
  }

  @Get('evidence')
  @Requires('evidence.read')
  @Operation('Findings', 'List the evidence of the fix', {
    answers: [EvidenceView],
    description: 'Evidence of the vendor is attached by `POST /evidence/:id/uses`, kind `finding`.',
  })
  async shown(@IdParam('id') id: string): Promise<EvidenceView[]> {
    await this.findings.byId(id);
    return (await this.evidence.linkedTo('finding', id)).map(evidenceView);
  }
}
