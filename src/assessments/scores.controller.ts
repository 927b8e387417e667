import { Controller, Get } from '@nestjs/common';
import { Requires } from '../identity/index.js';
import { NotFound } from '../platform/errors.js';
import { IdParam, Operation } from '../platform/http/index.js';
import { Assessments } from './assessments.service.js';
import { scoreView } from './score-view.js';
import { ScoreLine, ScoreView } from './score.dto.js';
import { Scores } from './scores.queries.js';

@Controller('api/v1/assessments/:id/scores')
export class ScoresController {
  constructor(
    private readonly assessments: Assessments,
    private readonly scores: Scores,
  ) {}

  @Get()
  @Requires('assessments.read')
  @Operation('Assessments', 'List the scores, newest first', { answers: [ScoreLine] })
  async list(@IdParam('id') id: string): Promise<ScoreLine[]> {
    await this.assessments.byId(id);
    return this.scores.list(id);
  }

  @Get('latest')
  @Requires('assessments.read')
  @Operation('Assessments', 'Read the last score, with its ledger and what would move it', {
    answers: ScoreView,
  })
  async latest(@IdParam('id') id: string): Promise<ScoreView> {
    await this.assessments.byId(id);
    const score = await this.scores.latest(id);
    if (!score) throw new NotFound('score yet');
    return scoreView(score, this.scores.whatWouldMove(score));
  }
}
