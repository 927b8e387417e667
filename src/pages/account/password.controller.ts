import { Body, Get, Post, Query } from '@nestjs/common';
import { LinkedPassword, PasswordLinks } from '../../identity/index.js';
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
  type View,
} from '../../platform/http/index.js';
import { newPassword } from './account-view.js';
import { shownForm } from '../frame/form-fields.js';
import { PlainController } from '../frame/plain-frame.js';

const reason = 'whoever holds a password link chooses their password with it';

const fields = { password: newPassword('Password') };

@PlainController('password')
export class PasswordPages {
  constructor(private readonly links: PasswordLinks) {}

  /** Only looks: whatever scans mail comes here before people do. */
  @Get()
  @Open(reason)
  async form(@Query('token') token: unknown): Promise<View> {
    return this.page(blankForm({ token: typeof token === 'string' ? token : '' }));
  }

  @Post()
  @Open(reason)
  async choose(@Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(LinkedPassword, body),
      async ({ token, password }) => {
        await this.links.use(token, password);
        return redirect('/sign-in', 'Your password is set. Sign in with it.');
      },
      (form) => this.page(form),
    );
  }

  private async page(form: Form<LinkedPassword>): Promise<View> {
    const typed = form.typed['token'];
    const token = typeof typed === 'string' ? typed : '';
    const { name, email } = await this.links.ownerOf(token);
    const title = 'Choose your password';
    return show('pages/password/password', {
      title,
      token,
      name,
      email,
      ...shownForm(fields, form),
    });
  }
}
