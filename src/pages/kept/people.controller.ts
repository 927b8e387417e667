import { Body, Get, Post, StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { PersonAsked, PersonData, PersonErasure } from '../../keeping/index.js';
import { Invalid } from '../../platform/errors.js';
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
import { entriesField, spoken } from './person-entries.js';

const fields: Record<string, FieldPlan> = {
  email: { label: 'E-mail address', type: 'email', maxlength: 254 },
  name: {
    label: 'Name',
    maxlength: 100,
    hint: 'First and last name: looked for wherever it stands without the address, whatever its case, accents and spaces. Either of the two will do.',
  },
};
interface Problems {
  confirmation?: string;
  entries?: string;
}

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
        await this.refuseNothing(asked);
        const { erased, stayed } = await this.people.erase(me, asked);
        return show('pages/kept/erased', {
          title: 'What was erased',
          crumbs,
          erased,
          stayed: stayed.map(spoken),
        });
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
    const { confirmation, entries } = form.problems;
    const problems = {
      ...(confirmation ? { confirmation: `What you typed ${confirmation}.` } : {}),
      ...(entries ? { entries: `Nothing ${entries}.` } : {}),
    };
    const chosen = form.value.entries ?? [];
    return { ...(await this.found(asked.value, { problems, chosen })), status: 422 };
  }

  /** Where all that can go has to be chosen, and nothing is. */
  private async refuseNothing(asked: PersonErasure): Promise<void> {
    if (asked.entries?.length) return;
    const { kept } = await this.people.find(asked);
    if (kept.some(({ stays }) => stays === undefined)) return;
    throw new Invalid({ entries: 'is chosen, and nothing else can go: tick what is theirs' });
  }

  private async found(
    asked: PersonAsked,
    { problems = {}, chosen = [] }: { problems?: Problems; chosen?: readonly string[] } = {},
  ): Promise<View> {
    const { email, name } = asked;
    const { kept: all, namesakes } = await this.people.find(asked);
    const byName = all.filter((one) => one.byName);
    const kept = all.filter((one) => !byName.includes(one)).map(spoken);
    const goes = kept.filter(({ stays }) => stays === undefined).length;
    return show('pages/kept/person', {
      title: 'A person’s data',
      crumbs,
      ...{ email, name, kept, goes, found: all.length > 0, byName: byName.length },
      namesakes: namesakes.map((one) => ({ ...one, asked: one.email === email?.toLowerCase() })),
      several: namesakes.length > 1,
      expect: email ?? name,
      oneWord: name !== undefined && !/\S[\s,]+\S/.test(name),
      nothing: `This ${email ? 'address' : 'name'} stands nowhere here. Printed reports and sealed dossiers are not looked through: each goes as a whole, on its day.`,
      lost: `${goes} of ${kept.length} things listed above`,
      errors: Object.entries<string>({ ...problems }).map(([at, message]) => ({
        name: at,
        message,
      })),
      fields: {
        entries: {
          ...entriesField(byName, name, chosen),
          ...(problems.entries ? { error: problems.entries } : {}),
        },
      },
      ...(problems.confirmation ? { problem: problems.confirmation } : {}),
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
