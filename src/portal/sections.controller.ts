import { Body, Get, Param, Post } from '@nestjs/common';
import {
  Confirmations,
  Sheets,
  type Scope,
  type Sheet,
  type SheetQuestion,
  type SheetSection,
} from '../assessments/index.js';
import { FileIntake } from '../evidence/index.js';
import { Clock } from '../platform/clock.js';
import { Conflict, NotFound } from '../platform/errors.js';
import { redirect, show, type FormBody, type Redirect, type View } from '../platform/http/index.js';
import { acceptAttribute } from '../platform/inspection/index.js';
import { againView, askedAgainIn, readView, toChangeView } from './again-view.js';
import { filesOf } from './files-view.js';
import { places } from './places.js';
import { PortalController } from './portal-controller.js';
import { pageErrors, questionView, type Refused } from './question-view.js';
import { InScope } from './scope-param.js';
import { formsIn } from './section-form.js';
import { SectionSave } from './section-save.js';

@PortalController()
export class SectionPages {
  constructor(
    private readonly sheets: Sheets,
    private readonly sections: SectionSave,
    private readonly clock: Clock,
    private readonly intake: FileIntake,
    private readonly confirmations: Confirmations,
  ) {}

  @Get()
  async overview(@InScope() scope: Scope): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    const to = places(scope);
    if (!sheet.open) return redirect(to.receipt);
    const { title, purpose, answered, asked, daysLate, dueOn, state, cycle } = sheet;
    return show('portal/overview', {
      title,
      ...{ purpose, answered, asked, daysLate, dueOn },
      message: scope.message,
      whollyAgain: state === 'changes_requested' && !sheet.round,
      ...toChangeView(scope, sheet),
      styles: ['/public/css/again.css'],
      cycle,
      whole: scope.sections === null,
      colleagues: to.colleagues,
      check: to.check,
      sections: sheet.sections.map((section) => ({
        href: to.section(section.key),
        title: section.title,
        answered: section.answered,
        asked: section.questions.length,
        complete: section.answered === section.questions.length,
        toConfirm: section.toConfirm,
        ...askedAgainIn(section, sheet),
      })),
    });
  }

  @Get('sections/:section')
  async section(@InScope() scope: Scope, @Param('section') key: string): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    if (!sheet.open) return redirect(places(scope).receipt);
    return this.page(scope, sheet, find(sheet, key));
  }

  @Post('sections/:section')
  async save(
    @InScope() scope: Scope,
    @Param('section') key: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const before = find(await this.sheets.read(scope), key);
    const questions = before.questions.map(({ question }) => question);
    const { clear, then, more, confirm } = body ?? {};
    const forms = formsIn(body ?? {});
    if (typeof clear === 'string' && forms.has(clear)) {
      const { seen = '', comment = '' } = forms.get(clear) ?? {};
      forms.set(clear, { seen, comment });
    }
    try {
      const { saved, refused } = await this.sections.save(scope, questions, forms);
      const still = questions.filter(({ key: one }) => one === confirm && !refused.has(one));
      await this.confirmations.confirmAll(
        scope,
        still.map(({ key: one }) => one),
      );
      const sheet = await this.sheets.read(scope);
      if (!sheet.open) return redirect(places(scope).receipt);
      const now = find(sheet, key);
      if (refused.size > 0) {
        const notice = saved > 0 ? { notice: 'The other answers on this page are saved.' } : {};
        const view = this.page(scope, sheet, now, refused);
        return { ...view, model: { ...view.model, ...notice }, status: 422 };
      }
      const appeared = now.questions.filter(({ question }) => !forms.has(question.key)).length;
      const stay = questions.find(
        ({ key }) => key === clear || key === more || key === confirm,
      )?.key;
      return this.onwards(scope, sheet, now, { then, appeared, stay });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return redirect(places(scope).overview, error.message);
    }
  }

  private onwards(
    scope: Scope,
    sheet: Sheet,
    { key }: SheetSection,
    { then, appeared, stay }: { then: unknown; appeared: number; stay: string | undefined },
  ): Redirect {
    const to = places(scope);
    const at = `${this.clock.now().toISOString().slice(11, 16)} UTC`;
    if (stay !== undefined) return redirect(to.question(key, stay), `Saved at ${at}.`);
    if (appeared > 0) {
      const questions = appeared === 1 ? 'one more question' : `${appeared} more questions`;
      return redirect(to.section(key), `Saved at ${at}. Your answers bring up ${questions} here.`);
    }
    if (then !== 'next') return redirect(to.section(key), `Saved at ${at}.`);
    const next = sheet.sections[sheet.sections.findIndex((section) => section.key === key) + 1];
    if (next) return redirect(to.section(next.key), `Saved at ${at}.`);
    return redirect(scope.sections === null ? to.check : to.overview, `Saved at ${at}.`);
  }

  private filesView(scope: Scope, section: string, { question, attached }: SheetQuestion): object {
    const to = places(scope);
    const href = to.evidence(section, question.key);
    return {
      href,
      attached: filesOf(attached, href),
      start: to.uploads(question.key),
      at: to.upload,
      most: this.intake.mostBytes,
      accept: acceptAttribute,
    };
  }

  private page(
    scope: Scope,
    sheet: Sheet,
    section: SheetSection,
    refused: ReadonlyMap<string, Refused> = new Map(),
  ): View {
    const to = places(scope);
    const at = sheet.sections.indexOf(section);
    const next = sheet.sections[at + 1];
    const { key, title, intro, questions, answered, toConfirm } = section;
    return show('portal/section', {
      title,
      ...{ intro, answered, toConfirm },
      confirmation: to.confirmation(key),
      asked: questions.length,
      number: at + 1,
      of: sheet.sections.length,
      action: to.section(key),
      overview: to.overview,
      questionsAt: `${to.overview}/questions/`,
      next: next?.title ?? (scope.sections === null ? 'Check your answers' : 'Overview'),
      crumbs: [{ href: to.overview, label: 'Overview' }, { label: title }],
      questions: questions.map((one) => {
        if (!one.open) return { ...readView(one), stays: true };
        const wrong = refused.get(one.question.key);
        return {
          ...questionView(one, wrong),
          ...againView(scope, one, wrong),
          files: this.filesView(scope, key, one),
        };
      }),
      errors: questions.flatMap(({ question, open }) => {
        const wrong = refused.get(question.key);
        return wrong ? pageErrors(question, wrong, open) : [];
      }),
      scripts: ['/public/js/portal-autosave.js', '/public/js/portal-attach.js'],
      styles: ['/public/css/upload.css', '/public/css/again.css'],
    });
  }
}

function find(sheet: Sheet, key: string): SheetSection {
  const section = sheet.sections.find((one) => one.key === key);
  if (!section) throw new NotFound('section');
  return section;
}
