import { Body, Get, Post, StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { PersonAsked, PersonData, PersonErasure } from '../../keeping/index.js';
import {
  blankForm,
  readForm,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';

const fields: Record<string, FieldPlan> = {
  email: { label: 'E-mail address', type: 'email', required: true, maxlength: 254 },
  name: {
    label: 'Name',
    maxlength: 100,
    hint: 'May be left empty. Also looked for wherever somebody typed a name and no address stands beside it.',
  },
};
const crumbs = [{ href: '/kept', label: 'What is kept' }, { label: 'A person’s data' }];

@PageController('kept/people')
export class PersonPages {
  constructor(private readonly people: PersonData) {}

  @Get()
  @Requires('keeping.manage')
  ask(): View {
    return this.form(blankForm());
  }

  @Post()
  @Requires('keeping.manage')
  async find(@Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(PersonAsked, body),
      (asked) => this.found(asked),
      (form) => this.form(form),
    );
  }

  @Post('export')
  @Requires('keeping.manage')
  async export(
    @Me() me: Caller,
    @Body() body: FormBody | undefined,
  ): Promise<View | StreamableFile> {
    const form = readForm(PersonAsked, body);
    if (Object.keys(form.problems).length > 0) return { ...this.form(form), status: 422 };
    const text = JSON.stringify(await this.people.export(me, form.value), null, 2);
    return new StreamableFile(Buffer.from(text), {
      type: 'application/json',
      disposition: 'attachment; filename="what-is-kept.json"',
    });
  }

  @Post('erasure')
  @Requires('keeping.manage')
  async erase(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(PersonErasure, body),
      async (asked) => {
        const { erased, stayed } = await this.people.erase(me, asked);
        return show('pages/kept/erased', { title: 'What was erased', crumbs, erased, stayed });
      },
      (form) => this.again(form),
    );
  }

  private async again(form: Form<PersonErasure>): Promise<View> {
    const asked = readForm(PersonAsked, {
      email: form.typed['email'] ?? '',
      name: form.typed['name'] ?? '',
    });
    if (Object.keys(asked.problems).length > 0) return this.form(form);
    const view = await this.found(asked.value, form.problems['confirmation']);
    return { ...view, status: 422 };
  }

  private async found({ email, name }: PersonAsked, problem?: string): Promise<View> {
    const kept = await this.people.find(email, name);
    const stayed = kept.filter(({ stays }) => stays !== undefined);
    return show('pages/kept/person', {
      title: 'A person’s data',
      crumbs,
      email,
      name,
      kept,
      stayed: stayed.length,
      goes: kept.length - stayed.length,
      lost: [`${kept.length - stayed.length} of ${kept.length} things kept about this person`],
      hidden: [
        { name: 'email', value: email },
        { name: 'name', value: name ?? '' },
      ],
      ...(problem === undefined ? {} : { problem: `What you typed ${problem}.` }),
    });
  }

  private form(form: Form<object>): View {
    return show('pages/kept/people', {
      title: 'A person’s data',
      crumbs,
      ...shownForm(fields, form),
    });
  }
}
