import { Body, Controller, Param, Put, UseGuards } from '@nestjs/common';
import {
  Confirmations,
  isAnswered,
  NotAskedAgain,
  Sheets,
  type Scope,
  type SheetSection,
} from '../assessments/index.js';
import { Invalid, NotFound } from '../platform/errors.js';
import { ApiExcludeController, Open } from '../platform/http/index.js';
import type { FlatForm } from '../questionnaires/index.js';
import { repliedIn } from './again-view.js';
import { shownAnswer, standingIn, type CycleStanding } from './last-cycle.js';
import { PortalGuard } from './portal.guard.js';
import { InScope } from './scope-param.js';
import { seenOf } from './section-form.js';
import { SectionSave } from './section-save.js';

interface AutosaveReply {
  seen: string;
  /** The same of this person's reply. */
  replied?: string;
  saved: string;
  given: boolean;
  /** Where it stands against the answer of the last cycle. */
  cycle: CycleStanding | null;
  answered: number;
  /** Answers of the last cycle in the section that still wait to be confirmed. */
  toConfirm: number;
  /** Keys of the questions that the section asks now. */
  asked: string[];
}

/** What the page's script sends while people type: the fields of one question, as its form would. */
@Controller('answer/a/:assessmentId/questions')
@ApiExcludeController()
@Open('portal: own guard, by the cookie of one assessment')
@UseGuards(PortalGuard)
export class Autosave {
  constructor(
    private readonly sheets: Sheets,
    private readonly sections: SectionSave,
    private readonly confirmations: Confirmations,
  ) {}

  @Put(':key')
  async save(
    @InScope() scope: Scope,
    @Param('key') key: string,
    @Body() body: unknown,
  ): Promise<AutosaveReply> {
    const { confirm, ...fields } = flatForm(body);
    const question = await this.sheets.question(scope, key);
    const { asked, closed, refused } = await this.sections.save(
      scope,
      [question],
      new Map([[key, fields]]),
    );
    if (!asked) throw new NotFound('question');
    if (closed.has(key)) throw new NotAskedAgain();
    const problems = refused.get(key)?.problems;
    if (problems) {
      throw new Invalid(Object.fromEntries(problems.map(({ path, message }) => [path, message])));
    }
    if (confirm === 'yes') await this.confirmations.confirmAll(scope, [key]);
    const { questions, answered, toConfirm } = sectionOf(await this.sheets.read(scope), key);
    const here = questions.find((one) => one.question.key === key);
    const stands = here ? shownAnswer(here) : null;
    return {
      seen: seenOf(stands),
      ...(here?.again ? { replied: repliedIn(scope, here) } : {}),
      saved: here?.answer?.answeredAt ?? '',
      given: isAnswered(stands),
      cycle: (here && standingIn(here)) ?? null,
      answered,
      toConfirm,
      asked: questions.map((one) => one.question.key),
    };
  }
}

function sectionOf({ sections }: { sections: SheetSection[] }, key: string): SheetSection {
  const found = sections.find(({ questions }) =>
    questions.some(({ question }) => question.key === key),
  );
  if (!found) throw new NotFound('question');
  return found;
}

function flatForm(body: unknown): FlatForm {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Invalid({ '': 'is not an object' });
  const fields = Object.assign(Object.create(null) as Record<string, string | string[]>, body);
  for (const [name, value] of Object.entries(fields)) {
    if ([value].flat().some((one) => typeof one !== 'string'))
      throw new Invalid({ [name]: 'is not text' });
  }
  return fields;
}
