import { Get } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { IdParam, show, type View } from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { ScorePage } from './score-page.js';

@PageController('assessments/:id/score')
export class ScorePages {
  constructor(private readonly page: ScorePage) {}

  @Get()
  @Requires('assessments.read')
  async read(@IdParam('id') id: string): Promise<View> {
    return show('pages/assessments/score', await this.page.of(id));
  }
}
