import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import {
  passwordLength,
  SessionCookie,
  Sessions,
  SetUp,
  SetUpFacts,
} from '../../identity/index.js';
import {
  blankForm,
  Open,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PlainController } from '../frame/plain-frame.js';

const reason = 'whoever holds the link printed at the start sets Assay up';

const fields: Record<string, FieldPlan> = {
  organisation: {
    label: 'Organisation',
    maxlength: 200,
    hint: 'As respondents shall read it.',
    autocomplete: 'organization',
  },
  name: { label: 'Your name', maxlength: 100, autocomplete: 'name' },
  email: { label: 'E-mail address', type: 'email', maxlength: 254, autocomplete: 'username' },
  password: {
    label: 'Password',
    type: 'password',
    autocomplete: 'new-password',
    maxlength: passwordLength.max,
    hint: `At least ${passwordLength.min} characters; a few words are fine.`,
  },
  sample: {
    label: 'Also load the sample portfolio',
    type: 'checkbox',
    hint: 'Nine invented vendors and an incident that show what Assay does.',
  },
};

@PlainController('set-up')
export class SetUpPages {
  constructor(
    private readonly setUp: SetUp,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Open(reason)
  async form(@Query('token') token: unknown): Promise<View> {
    const sent = typeof token === 'string' ? token : '';
    await this.setUp.check(sent);
    return this.page(blankForm({ token: sent }));
  }

  @Post()
  @Open(reason)
  async complete(
    @Body() body: FormBody,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<View | Redirect> {
    return submit(
      readForm(SetUpFacts, body),
      async (facts) => {
        const { userId } = await this.setUp.complete(facts);
        this.cookie.set(reply, await this.sessions.start(userId, request.headers['user-agent']));
        const sample = facts.sample ? ' The sample vendors appear in a moment.' : '';
        return redirect('/', `Assay is set up for ${facts.organisation}.${sample}`);
      },
      (form) => this.page(form),
    );
  }

  private page(form: Form<SetUpFacts>): View {
    const token = form.typed['token'];
    return show('pages/sign-in/set-up', {
      title: 'Set up Assay',
      token,
      ...shownForm(fields, form),
    });
  }
}
