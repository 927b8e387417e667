import { Body, Get, Post } from '@nestjs/common';
import { Assessments, ChangeRequest, Changes, SendBacks } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Invalid } from '../../platform/errors.js';
import {
  blankForm,
  checked,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { ChangesPage } from './changes-page.js';

class Chosen {
  @TextField({ max: 80 }) questionKey: string;
}

/** A remark that was emptied on the page is missing: what it was marked with does not come back by itself. */
function refuseEmptied(typed: FormBody): void {
  const emptied = Object.entries(typed).filter(
    ([name, value]) => /^questions\.\d+\.remark$/.test(name) && value === '',
  );
  if (emptied.length === 0) return;
  const problem = 'is missing: say what the vendor is to change';
  throw new Invalid(Object.fromEntries(emptied.map(([name]) => [name, problem])));
}

/** What goes back to the vendor: collected, worded, sent. */
@PageController('assessments/:id')
export class ChangesPages {
  constructor(
    private readonly assessments: Assessments,
    private readonly changes: Changes,
    private readonly marks: SendBacks,
    private readonly page: ChangesPage,
  ) {}

  @Get('changes')
  @Requires('assessments.read')
  @Sees('answers', 'assessment')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.shown(me, id, blankForm());
  }

  @Post('send-backs')
  @Requires('assessments.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    await this.assessments.byId(id);
    const { questionKey } = checked(Chosen, body ?? {});
    const back = `/assessments/${id}/changes`;
    const said = await orSay(back, () => this.marks.mark(me, id, questionKey, {}, 0));
    return 'version' in said ? redirect(`${back}#remark-${questionKey}`) : said;
  }

  /** Keeps the remarks as they were typed, takes one question off, or sends them all. */
  @Post('changes')
  @Requires('assessments.write')
  @Sees('answers', 'assessment')
  async act(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    await this.assessments.byId(id);
    const { then, remove, seen: fingerprint, ...typed } = body ?? {};
    const seen = typeof fingerprint === 'string' ? fingerprint : '';
    const here = `/assessments/${id}/changes`;
    return submit(
      readForm(ChangeRequest, typed),
      async (asked) => {
        const off = typeof remove === 'string' && remove !== '' ? remove : undefined;
        if (then === 'send' && off === undefined) {
          refuseEmptied(typed);
          await this.changes.request(me, id, asked, seen);
          return redirect(`/assessments/${id}`, 'The questions are back with the vendor.');
        }
        const questions = asked.questions ?? [];
        await this.marks.keep(me, id, questions, seen, off);
        return redirect(here, off === undefined ? 'The remarks are kept.' : 'It does not go back.');
      },
      (form) => this.shown(me, id, form),
    );
  }

  private async shown(me: Caller, id: string, form: Form<object>): Promise<View> {
    return show('pages/changes/changes', await this.page.of(me, id, form));
  }
}
