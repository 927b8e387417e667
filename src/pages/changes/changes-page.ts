import { Injectable } from '@nestjs/common';
import {
  AssessmentQueries,
  fingerprintOf,
  mayTake,
  Rounds,
  SendBackQueries,
  SubmittedAnswers,
  type AssessmentView,
  type RoundView,
  type SendBackView,
  type SubmittedAnswerView,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import { addDays, Clock } from '../../platform/clock.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';

const usualDays = 14;

/** What will go back to the vendor, and what went back before. */
@Injectable()
export class ChangesPage {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly marked: SendBackQueries,
    private readonly rounds: Rounds,
    private readonly answers: SubmittedAnswers,
    private readonly clock: Clock,
  ) {}

  async of(me: Caller, id: string, form: Form<object>): Promise<object> {
    const view = await this.queries.view(id);
    const answers = (await this.answers.sections(id)).flatMap(({ questions }) => questions);
    const may = me.may.has('assessments.write') && mayTake('requestChanges', view.state);
    const texts = new Map(answers.map(({ key, text }) => [key, text]));
    const list = await this.marked.list(id);
    return {
      ...assessmentHead(view, 'Changes'),
      styles: ['/public/css/changes.css'],
      review: `/assessments/${id}/review`,
      submitted: view.submission !== undefined,
      may,
      ...(may ? this.sending(view, list, form) : { listed: list }),
      ...(may ? { add: addable(answers, list) } : {}),
      rounds: (await this.rounds.list(id)).map((round) => roundShown(id, round, texts)).reverse(),
    };
  }

  private sending(view: AssessmentView, list: readonly SendBackView[], form: Form<object>): object {
    const today = this.clock.today();
    const usual = addDays(today, usualDays);
    const typed = typedRemarks(form.typed);
    const plans: Record<string, FieldPlan> = {};
    const fields: FormBody = {
      message: form.typed['message'],
      dueOn: form.typed['dueOn'] ?? (view.dueOn > usual ? view.dueOn : usual),
    };
    list.forEach(({ questionKey, text, remark = '', fromComment }, at) => {
      const name = `questions.${at}.remark`;
      plans[name] = {
        label: text,
        called: `The remark on “${text}”`,
        type: 'textarea',
        rows: 3,
        maxlength: 4_000,
        ...(fromComment ? { hint: 'Your comment to the vendor beside the judgement.' } : {}),
      };
      fields[name] = typed.get(questionKey) ?? remark;
    });
    const { fields: shown, errors } = shownForm(
      { ...plans, ...ownPlans(today) },
      { ...form, typed: fields },
    );
    return {
      errors,
      seen: fingerprintOf(list),
      fields: shown,
      list: list.map(({ questionKey, markedBy, markedAt }, at) => ({
        ...{ key: questionKey, markedBy, markedAt },
        name: `questions.${at}.questionKey`,
        href: `/assessments/${view.id}/review/${encodeURIComponent(questionKey)}`,
        field: shown[`questions_${at}_remark`],
      })),
    };
  }
}

const ownPlans = (today: string): Record<string, FieldPlan> => ({
  message: {
    label: 'A word above the questions',
    type: 'textarea',
    rows: 3,
    maxlength: 2_000,
    hint: 'Optional. Stands in the letter and on the vendor’s page.',
  },
  dueOn: { label: 'To be answered by', type: 'date', width: '20', required: true, min: today },
  questions: { label: 'What goes back' },
});

/** What was typed for each question, whatever place it had in the list then. */
function typedRemarks(typed: FormBody): Map<string, string> {
  const remarks = new Map<string, string>();
  for (const [name, key] of Object.entries(typed)) {
    const [, at] = /^questions\.(\d{1,4})\.questionKey$/.exec(name) ?? [];
    const remark = typed[`questions.${at ?? ''}.remark`];
    if (typeof key === 'string' && typeof remark === 'string') remarks.set(key, remark);
  }
  return remarks;
}

function addable(
  answers: readonly SubmittedAnswerView[],
  list: readonly SendBackView[],
): object | undefined {
  const marked = new Set(list.map(({ questionKey }) => questionKey));
  const others = answers.filter(({ key }) => !marked.has(key));
  if (others.length === 0) return undefined;
  const options = others.map(({ key, text }) => ({ value: key, label: text }));
  return { name: 'questionKey', label: 'Another question', type: 'select', options };
}

function roundShown(id: string, round: RoundView, texts: ReadonlyMap<string, string>): object {
  const { number, message, dueOn, askedBy, askedAt, closedAt, untouched } = round;
  return {
    ...{ number, message, dueOn, askedBy, askedAt, closedAt },
    questions: round.remarks.map(({ questionKey: key, remark, remarkedBy }) => ({
      text: texts.get(key) ?? key,
      href: texts.has(key) ? `/assessments/${id}/review/${encodeURIComponent(key)}` : undefined,
      untouched: untouched?.includes(key) ?? false,
      ...{ remark, remarkedBy },
    })),
  };
}
