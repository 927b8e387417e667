import { Body, Get, Post } from '@nestjs/common';
import { NewOverride, OverrideEnding, Overrides } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
import { BandPage } from './band-page.js';

const template = 'pages/assessments/band';

@PageController('assessments/:id/band')
export class AssessmentBandPages {
  constructor(
    private readonly overrides: Overrides,
    private readonly page: BandPage,
  ) {}

  @Get()
  @Requires('assessments.decide')
  async read(@IdParam('id') id: string): Promise<View> {
    return show(template, await this.page.of(id));
  }

  @Post()
  @Requires('assessments.decide')
  async set(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewOverride, body),
      async (facts) => {
        await this.overrides.set(me, id, facts);
        return redirect(
          `/assessments/${id}/score`,
          'The band is set. The model’s is shown with it.',
        );
      },
      async (set) => show(template, await this.page.of(id, { set })),
    );
  }

  @Post('ending')
  @Requires('assessments.decide')
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return submit(
      readForm(OverrideEnding, body),
      async ({ reason }) => {
        await this.overrides.end(me, id, reason);
        return redirect(`/assessments/${id}/score`, 'The model’s band counts again.');
      },
      async (ending) => show(template, await this.page.of(id, { ending })),
    );
  }
}
