import { Body, Get, Post } from '@nestjs/common';
import { NewScore, Scorer } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { ScorePage } from './score-page.js';

const template = 'pages/assessments/score';

@PageController('assessments/:id')
export class ScorePages {
  constructor(
    private readonly page: ScorePage,
    private readonly scorer: Scorer,
  ) {}

  @Get('score')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show(template, await this.page.of(me, id));
  }

  @Post('scores')
  @Requires('assessments.write')
  @Sees('answers', 'assessment')
  async rescore(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewScore, body),
      async ({ cause }) => {
        const { stored } = await this.scorer.rescore(me, id, cause);
        const said = stored
          ? 'It is scored again. The score before is kept.'
          : 'Nothing that counts has changed, so the score stands.';
        return redirect(`/assessments/${id}/score`, said);
      },
      async (form) => show(template, await this.page.of(me, id, form)),
    );
  }
}
