import { Body, Get, Param, Post } from '@nestjs/common';
import {
  Confirmations,
  isWaiting,
  Sheets,
  type Scope,
  type SheetSection,
} from '../assessments/index.js';
import { Conflict, NotFound } from '../platform/errors.js';
import { redirect, show, type FormBody, type Redirect, type View } from '../platform/http/index.js';
import { lastCycleShown } from './last-cycle.js';
import { places } from './places.js';
import { PortalController } from './portal-controller.js';
import { InScope } from './scope-param.js';

/** All answers of the last cycle in one section, read through and confirmed in one act. */
@PortalController()
export class ConfirmationPages {
  constructor(
    private readonly sheets: Sheets,
    private readonly confirmations: Confirmations,
  ) {}

  @Get('sections/:section/confirmation')
  async shown(@InScope() scope: Scope, @Param('section') key: string): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    const to = places(scope);
    if (!sheet.open) return redirect(to.receipt);
    const section = find(sheet.sections, key);
    const waiting = section.questions.filter(isWaiting);
    if (waiting.length === 0) return redirect(to.section(key), 'Nothing is left to confirm here.');
    return show('portal/confirmation', {
      title: `Still true? ${section.title}`,
      section: section.title,
      crumbs: [
        { href: to.overview, label: 'Overview' },
        { href: to.section(key), label: section.title },
        { label: 'Still true?' },
      ],
      action: to.confirmation(key),
      back: to.section(key),
      answers: waiting.flatMap(({ question, carried }) =>
        carried
          ? [
              {
                key: question.key,
                text: question.text,
                href: to.question(key, question.key),
                carried: lastCycleShown(carried),
              },
            ]
          : [],
      ),
    });
  }

  /** Only what the page showed: what appeared meanwhile was not read. */
  @Post('sections/:section/confirmation')
  async confirm(
    @InScope() scope: Scope,
    @Param('section') key: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const to = places(scope);
    const { questions } = find((await this.sheets.read(scope)).sections, key);
    const shown = [body?.['shown'] ?? []].flat();
    const here = questions.map(({ question }) => question.key).filter((one) => shown.includes(one));
    try {
      const confirmed = await this.confirmations.confirmAll(scope, here);
      return redirect(to.section(key), words(confirmed));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return redirect(to.overview, error.message);
    }
  }
}

const words = (confirmed: number): string =>
  confirmed === 1 ? 'One answer is confirmed.' : `${confirmed} answers are confirmed.`;

function find(sections: readonly SheetSection[], key: string): SheetSection {
  const section = sections.find((one) => one.key === key);
  if (!section) throw new NotFound('section');
  return section;
}
