import { Body, Controller, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { NotFound } from '../../platform/errors.js';
import { IdParam, Operation } from '../../platform/http/index.js';
import { Assessments } from '../assessments.service.js';
import { NewScore, Rescored } from './rescoring.dto.js';
import { Scorer } from './scorer.service.js';
import { scoreView } from './score-view.js';
import { ScoreLine, ScoreView } from './score.dto.js';
import { Scores } from './scores.queries.js';

@Controller('api/v1/assessments/:id/scores')
export class ScoresController {
  constructor(
    private readonly assessments: Assessments,
    private readonly scores: Scores,
    private readonly scorer: Scorer,
  ) {}

  @Get()
  @Requires('assessments.read')
  @Operation('Assessments', 'List the scores, newest first', { answers: [ScoreLine] })
  async list(@IdParam('id') id: string): Promise<ScoreLine[]> {
    await this.assessments.byId(id);
    return this.scores.list(id);
  }

  @Post()
  @Requires('assessments.write')
  @Operation('Assessments', 'Score it again, because something it rests on has changed', {
    answers: Rescored,
    description:
      'Decided ones too: earlier scores are kept, state and decision stay as they are, the vendor shows the new ' +
      'band. Where nothing that counts has changed, the last score stands.',
  })
  async rescore(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() { cause }: NewScore,
  ): Promise<Rescored> {
    return this.scorer.rescore(me, id, cause);
  }

  @Get('latest')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
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
