import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import {
  localPath,
  SessionCookie,
  SetUp,
  SignIn,
  SignInFacts,
  TooManyTries,
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

const fields: Record<string, FieldPlan> = {
  email: { label: 'E-mail address', type: 'email', autocomplete: 'username', maxlength: 254 },
  password: {
    label: 'Password',
    type: 'password',
    autocomplete: 'current-password',
    maxlength: 256,
  },
};

@PlainController('')
export class SignInPages {
  constructor(
    private readonly door: SignIn,
    private readonly setUp: SetUp,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('sign-in')
  @Open('people sign in here')
  async form(@Query('to') to: unknown): Promise<View> {
    if (await this.setUp.isWanted())
      return show('pages/sign-in/not-set-up', { title: 'Not set up yet' });
    return this.page(blankForm({ to: typeof to === 'string' ? to : '' }));
  }

  @Post('sign-in')
  @Open('people sign in here')
  async signIn(
    @Body() body: FormBody,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<View | Redirect> {
    const form = readForm(SignInFacts, body);
    const visit = {
      address: request.ip,
      browser: request.headers['user-agent'],
      secret: this.cookie.read(request),
    };
    try {
      return await submit(
        form,
        async ({ email, password, to }) => {
          this.cookie.set(reply, await this.door.signIn(email, password, visit));
          return redirect(localPath(to));
        },
        (again) => this.page(again),
      );
    } catch (error) {
      if (!(error instanceof TooManyTries)) throw error;
      void reply.header('retry-after', String(error.seconds));
      return { ...this.page({ ...form, message: error.message }), status: 429 };
    }
  }

  @Post('sign-out')
  @Open('ends a session, whoever has it')
  async signOut(
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Redirect> {
    await this.door.signOut(this.cookie.read(request));
    this.cookie.clear(reply);
    return redirect('/sign-in', 'You are signed out.');
  }

  private page(form: Form<SignInFacts>): View {
    const to = form.typed['to'];
    return show('pages/sign-in/sign-in', { title: 'Sign in', to, ...shownForm(fields, form) });
  }
}
