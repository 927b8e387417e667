import { Body, Get, Post } from '@nestjs/common';
import {
  isAnswered,
  isWaiting,
  Receipts,
  Sheets,
  Submissions,
  type Scope,
  type SheetFile,
} from '../assessments/index.js';
import { Conflict } from '../platform/errors.js';
import { redirect, show, type FormBody, type Redirect, type View } from '../platform/http/index.js';
import { changedView } from './again-view.js';
import { answerView } from './answers-view.js';
import { places } from './places.js';
import { PortalController } from './portal-controller.js';
import { InScope } from './scope-param.js';

@PortalController()
export class SubmissionPages {
  constructor(
    private readonly sheets: Sheets,
    private readonly submissions: Submissions,
    private readonly receipts: Receipts,
  ) {}

  /** All answers on one page, and what is missing, before they are handed over. */
  @Get('check')
  async check(@InScope() scope: Scope): Promise<View | Redirect> {
    return this.checkPage(scope);
  }

  @Post('submission')
  async submit(
    @InScope() scope: Scope,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    if (body?.['confirmed'] !== 'yes') {
      const error = 'Tick the box to confirm, then submit.';
      const view = await this.checkPage(scope, error);
      return view.kind === 'view' ? { ...view, status: 422 } : view;
    }
    try {
      await this.submissions.submit(scope);
      return redirect(places(scope).receipt);
    } catch (error) {
      if (error instanceof Conflict) return redirect(places(scope).receipt, error.message);
      throw error;
    }
  }

  @Get('receipt')
  async receipt(@InScope() scope: Scope): Promise<View> {
    const receipt = await this.receipts.read(scope);
    const { sections, receipt: code, untouched, ...facts } = receipt;
    const { submittedAt, submittedBy, sha256, daysLate, title } = facts;
    return show('portal/receipt', {
      title: 'Your receipt',
      questionnaire: title,
      ...{ code, submittedAt, submittedBy, sha256, daysLate },
      untouched: untouched?.map(({ text }) => text),
      again: scope.state === 'changes_requested' ? places(scope).overview : null,
      sections: sections.map(({ title: name, answers }) => ({
        title: name,
        answers: answers.map(({ question, answer }) => answerView(question, answer)),
      })),
    });
  }

  private async checkPage(scope: Scope, problem?: string): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    const to = places(scope);
    if (!sheet.open) return redirect(to.receipt);
    const sections = sheet.sections.map(({ key, title, questions }) => ({
      title,
      href: to.section(key),
      missing: questions
        .filter((one) => one.open && !isAnswered(one.answer) && !isWaiting(one))
        .map(({ question }) => ({ href: to.question(key, question.key), text: question.text })),
      unconfirmed: questions
        .filter(isWaiting)
        .map(({ question }) => ({ href: to.question(key, question.key), text: question.text })),
      confirmation: to.confirmation(key),
      answers: questions.flatMap(({ question, answer, attached, open }) => {
        const href = to.question(key, question.key);
        const [file] = attached;
        if (!isAnswered(answer) && !file) return [];
        const said = answer ?? onlyFile(file as SheetFile);
        return [{ ...answerView(question, { ...said, attached }), ...(open ? { href } : {}) }];
      }),
    }));
    return show('portal/check', {
      title: 'Check your answers',
      crumbs: [{ href: to.overview, label: 'Overview' }, { label: 'Check your answers' }],
      sections,
      answered: sheet.answered,
      asked: sheet.asked,
      missing: sections.reduce((sum, { missing }) => sum + missing.length, 0),
      ...changedView(scope, sheet),
      styles: ['/public/css/again.css'],
      unconfirmed: sheet.cycle?.toConfirm ?? 0,
      whole: scope.sections === null,
      action: to.submission,
      overview: to.overview,
      confirmed: {
        name: 'confirmed',
        label: `These are the answers of ${scope.vendor}, true to the best of our knowledge.`,
        type: 'checkbox',
        ...(problem ? { error: problem } : {}),
      },
      errors: problem ? [{ name: 'confirmed', message: problem }] : [],
    });
  }
}

const onlyFile = ({ givenBy, givenAt }: SheetFile) => ({
  value: null,
  notApplicableReason: null,
  comment: null,
  answeredBy: givenBy,
  answeredAt: givenAt,
});
