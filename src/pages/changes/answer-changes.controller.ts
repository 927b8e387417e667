import { Body, Get, Param, Post } from '@nestjs/common';
import { Assessments, SendBackFacts, SendBacks } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  checked,
  IdParam,
  redirect,
  show,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { addressOf } from '../review/addresses.js';
import { AnswerHistoryPage } from './answer-history-page.js';

/** What concerns one answer: that it goes back, and how it came to read as it does. */
@PageController('assessments/:id')
export class AnswerChangePages {
  constructor(
    private readonly assessments: Assessments,
    private readonly marks: SendBacks,
    private readonly history: AnswerHistoryPage,
  ) {}

  @Get('review/:questionKey/history')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  async revisions(@IdParam('id') id: string, @Param('questionKey') key: string): Promise<View> {
    return show('pages/changes/history', await this.history.of(id, key));
  }

  @Post('send-backs/:questionKey')
  @Requires('assessments.write')
  async mark(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    await this.assessments.byId(id);
    const { version, rest } = readVersion(body);
    const facts = checked(SendBackFacts, rest);
    const back = addressOf(id, 'all', key);
    const said = await orSay(back, () => this.marks.mark(me, id, key, facts, version));
    return 'version' in said ? redirect(back, 'Marked to go back. Nothing is sent yet.') : said;
  }

  @Post('send-backs/:questionKey/removal')
  @Requires('assessments.write')
  async unmark(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') key: string,
  ): Promise<Redirect> {
    await this.assessments.byId(id);
    const back = addressOf(id, 'all', key);
    const said = await orSay(back, () => this.marks.unmark(me, id, key));
    return said ?? redirect(back, 'It does not go back.');
  }
}
