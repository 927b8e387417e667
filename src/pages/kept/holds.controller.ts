import { Body, Get, Post, Query } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
import { SubjectNames } from '../../history/index.js';
import { HoldQueries, HoldRelease, LegalHolds, NewHold } from '../../keeping/index.js';
import type { FieldProblems } from '../../platform/errors.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { holdLine } from './hold-line.js';
import { HoldSubject } from './hold-subject.js';

const kept = { href: '/kept', label: 'What is kept' };
const releaseFields: Record<string, FieldPlan> = {
  because: {
    label: 'Why it may end',
    type: 'textarea',
    rows: 3,
    required: true,
    maxlength: 2_000,
  },
};

@PageController('kept/holds')
export class HoldPages {
  constructor(
    private readonly holds: LegalHolds,
    private readonly queries: HoldQueries,
    private readonly people: UserQueries,
    private readonly names: SubjectNames,
  ) {}

  @Get('new')
  @Requires('keeping.manage')
  async blank(@Me() me: Caller, @Query() { subjectKind, subjectId }: HoldSubject): Promise<View> {
    const given = { ...(subjectKind ? { subjectKind } : {}), ...(subjectId ? { subjectId } : {}) };
    return this.form(blankForm({ ...given, ownerId: me.userId }));
  }

  @Post()
  @Requires('keeping.manage')
  async place(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(NewHold, withId(body)),
      async (facts) => {
        const { id } = await this.holds.place(me, me.userId, facts);
        return redirect(`/kept/holds/${id}`, 'The legal hold stands. Nothing it covers is purged.');
      },
      (form) => this.form(form),
    );
  }

  @Get(':id')
  @Requires('keeping.manage')
  async read(@IdParam('id') id: string): Promise<View> {
    return this.shown(id, blankForm());
  }

  @Post(':id/release')
  @Requires('keeping.manage')
  async release(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(HoldRelease, rest),
      async ({ because }) => {
        await this.holds.release(me, id, version, because);
        return redirect(
          '/kept',
          'The legal hold is released. What is due, and held by nothing else, goes in the next night.',
        );
      },
      (form) => this.shown(id, form),
    );
  }

  private async shown(id: string, form: Form<object>): Promise<View> {
    const hold = await this.queries.view(id);
    return show('pages/kept/hold', {
      title: `Legal hold on ${hold.subject}`,
      crumbs: [kept, { label: 'Legal hold' }],
      hold: holdLine(hold),
      version: hold.version,
      ...shownForm(releaseFields, form),
    });
  }

  private async form({ problems, ...form }: Form<object>): Promise<View> {
    const { subjectKind: kind, subjectId: id } = form.typed;
    const subject = { kind: String(kind), id: String(id) };
    const called = isId.test(subject.id)
      ? (await this.names.of([subject])).get(subject.id)
      : undefined;
    const people = (await this.people.choices()).map(({ id, name }) => ({
      value: id,
      label: name,
    }));
    return show('pages/kept/hold-form', {
      title: 'Place a legal hold',
      crumbs: [kept, { label: 'Place a legal hold' }],
      ...shownForm(holdFields(people, called), { ...form, problems: inWords(problems) }),
    });
  }
}

/** Whoever has the address of a page need not look for the id in it. */
function withId(body: FormBody | undefined): FormBody | undefined {
  const typed = body?.['subjectId'];
  const [id] = (typeof typed === 'string' && uuid.exec(typed)) || [];
  return id === undefined ? body : { ...body, subjectId: id };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const isId = new RegExp(`^${uuid.source}$`);

/** Whoever fills this in knows pages, and no ids. */
function inWords({ subjectId, ...others }: FieldProblems): FieldProblems {
  if (subjectId !== 'is not an id') return { ...others, ...(subjectId ? { subjectId } : {}) };
  return {
    ...others,
    subjectId:
      'is not the address of a page here: open that page, and copy what stands in the address line',
  };
}

const holdFields = (
  people: { value: string; label: string }[],
  called: string | undefined,
): Record<string, FieldPlan> => ({
  subjectKind: {
    label: 'What it is on',
    type: 'radios',
    required: true,
    options: [
      { value: 'vendor', label: 'A vendor', hint: 'All that is kept about it.' },
      { value: 'evidence', label: 'A piece of evidence' },
      { value: 'assessment', label: 'An assessment', hint: 'With the evidence attached to it.' },
      {
        value: 'incident',
        label: 'An incident',
        hint: 'Who was asked about it, and what was said and written about it.',
      },
    ],
  },
  subjectId: {
    label: 'Which one',
    required: true,
    maxlength: 500,
    hint: called
      ? `${called}. Another: the address of its page, copied from there.`
      : 'The address of its page, copied from there. For a vendor you can also place it on its own page, under “What is kept”.',
  },
  reason: {
    label: 'Why it must be kept',
    type: 'textarea',
    rows: 3,
    required: true,
    maxlength: 2_000,
  },
  ownerId: { label: 'Who says when it may end', type: 'select', options: people },
});
