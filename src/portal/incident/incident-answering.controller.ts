import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import {
  AnswerReceipt,
  AskedView,
  ConcernQueries,
  Incidents,
  OutreachAnswerFacts,
  OutreachAnswers,
  OutreachQueries,
  type Asked,
} from '../../incidents/index.js';
import { Open, Operation } from '../../platform/http/index.js';
import { present } from '../../platform/present.js';
import { AskedLinkGuard } from './asked-link.guard.js';
import { InAsked } from './in-asked.js';

/** What a vendor answers about an incident, for programs: the bearer token is what stands behind `/incident/` in the link. */
@Controller('api/v1/incident-answering')
@Open('portal: own guard, by the secret of a link')
@UseGuards(AskedLinkGuard)
export class IncidentAnsweringController {
  constructor(
    private readonly incidents: Incidents,
    private readonly concerns: ConcernQueries,
    private readonly answers: OutreachAnswers,
    private readonly queries: OutreachQueries,
  ) {}

  @Get()
  @Operation('Incident answers', 'Read what you are asked, and what you answered', {
    answers: AskedView,
  })
  async read(@InAsked() asked: Asked): Promise<AskedView> {
    const concern = await this.concerns.of(await this.incidents.byId(asked.incidentId));
    const { reference, title, vendor, summary, message, isClosed, dueAt } = asked;
    const { from: windowFrom, to: windowTo } = concern.window;
    return {
      ...present({ reference, title, vendor, summary, message, windowFrom, windowTo }),
      packages: [...concern.names],
      dueAt: dueAt.toISOString(),
      isClosed,
      answers: await this.queries.answers(asked.requestId),
    };
  }

  @Post('answers')
  @Operation('Incident answers', 'Answer; every answer is kept, the last one counts', {
    answers: AnswerReceipt,
  })
  async answer(
    @InAsked() asked: Asked,
    @Body() facts: OutreachAnswerFacts,
  ): Promise<AnswerReceipt> {
    return this.answers.take(asked, facts);
  }
}
