import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Invalid, NotFound } from '../../platform/errors.js';
import {
  type AnswerValue,
  type Problem,
  Questionnaires,
  type Question,
  type QuestionnaireDefinition,
  visibleQuestions,
} from '../../questionnaires/index.js';
import { Rounds } from '../changes/rounds.queries.js';
import { AnswerStale } from './answer-stale.js';
import { CarriedAnswers } from '../cycles/carried-answers.queries.js';
import { CarriedFiles } from '../cycles/carried-files.service.js';
import { isBlank, readDraft, sameDraft, type Draft, type RawDraft } from './draft.js';
import { NotAskedAgain } from './not-asked-again.js';
import { OpenQuestions } from './open-questions.js';
import { Openness } from './openness.service.js';
import { questionIn } from './placed.js';
import { isOpen, type Scope } from './scope.js';
import type { SheetAnswer } from './sheet.js';
import { Sheets } from './sheets.queries.js';

export interface Entry {
  key: string;
  draft: RawDraft;
  /** The version that was read, 0 where there was no answer; absent: overwrite whatever is there. */
  expectedVersion?: number;
  /** It says that the answer of the last cycle is still true. */
  confirms?: boolean;
}

export type Outcome =
  | { kind: 'saved'; key: string; version: number; at: string }
  | { kind: 'refused'; key: string; problems: Problem[] }
  | { kind: 'stale'; key: string; by: string; at: string }
  /** Unknown, outside the link's sections, or not asked given the other answers. */
  | { kind: 'not asked'; key: string }
  /** The assessment was given back for other questions. */
  | { kind: 'not open'; key: string };

export type Saved = Extract<Outcome, { kind: 'saved' }>;

@Injectable()
export class Answers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
    private readonly sheets: Sheets,
    private readonly openness: Openness,
    private readonly rounds: Rounds,
    private readonly carried: CarriedAnswers,
    private readonly files: CarriedFiles,
  ) {}

  /** Saves one answer at once; `value: null` clears it. */
  async save(scope: Scope, key: string, draft: RawDraft, expectedVersion?: number): Promise<Saved> {
    const expected = expectedVersion === undefined ? {} : { expectedVersion };
    const [outcome] = await this.saveAll(scope, [{ key, draft, ...expected }]);
    switch (outcome?.kind) {
      case 'saved':
        return outcome;
      case 'refused':
        throw new Invalid(
          Object.fromEntries(outcome.problems.map(({ path, message }) => [path, message])),
        );
      case 'stale':
        throw new AnswerStale(outcome.by, outcome.at);
      case 'not open':
        throw new NotAskedAgain();
      case 'not asked':
      case undefined:
        throw new NotFound('question');
    }
  }

  /** Saves what can be saved of several answers in one transaction and says of each what became of it. */
  async saveAll(scope: Scope, entries: readonly Entry[]): Promise<Outcome[]> {
    if (entries.length === 0) return [];
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const read = entries.map((entry) => {
      const question = questionIn(definition, scope, entry.key);
      return { entry, question, read: question && readDraft(question, entry.draft) };
    });
    return this.database.transaction(async () => {
      // Nobody can submit, and nobody else can save, until this has ended.
      await this.database.hold('assessment', scope.assessmentId);
      const openQuestions = new OpenQuestions(() => this.rounds.open(scope.assessmentId));
      const asked = new Asked(definition, () => this.sheets.values(scope));
      const outcomes: Outcome[] = [];
      for (const { entry, question, read: draft } of read) {
        const { key } = entry;
        if (!question || !draft || !(await asked.has(question))) {
          outcomes.push({ kind: 'not asked', key });
        } else if (!draft.ok) outcomes.push({ kind: 'refused', key, problems: draft.problems });
        else {
          const outcome = await this.write(scope, entry, draft.draft, openQuestions);
          if (outcome.kind === 'saved') asked.given(key, draft.draft.value);
          outcomes.push(outcome);
        }
      }
      return outcomes;
    });
  }

  private async write(
    scope: Scope,
    { key, expectedVersion, confirms = false }: Entry,
    draft: Draft,
    questions: OpenQuestions,
  ): Promise<Outcome> {
    const { state, answer: before } = await this.sheets.standing(scope.assessmentId, key);
    if (!isOpen({ state })) await this.openness.hold(scope);
    if (state === 'changes_requested' && !(await questions.have(key)))
      return { kind: 'not open', key };
    // A repeated save whose first reply got lost is no clash.
    if (before && sameDraft(before, draft)) return saved(key, before);
    const at = this.clock.now().toISOString();
    if (!before && isBlank(draft) && !(await this.setsAside(scope, key))) {
      return { kind: 'saved', key, version: 0, at };
    }
    const version = before?.version ?? 0;
    if (before && expectedVersion !== undefined && expectedVersion !== version) {
      return { kind: 'stale', key, by: before.answeredBy, at: before.answeredAt };
    }
    if (state === 'sent') await this.openness.begin(scope);
    const value = draft.value === null ? null : JSON.stringify(draft.value);
    await this.database.sql`
      INSERT INTO answer (assessment_id, question_key, value, not_applicable_reason, comment,
        invitation_id, answered_by, answered_at, confirmed_at, version)
      VALUES (${scope.assessmentId}, ${key}, ${value}, ${draft.notApplicableReason}, ${draft.comment},
        ${scope.invitationId}, ${scope.actor.name}, ${at}, ${confirms ? at : null}, ${version + 1})
      ON CONFLICT (assessment_id, question_key) DO UPDATE SET
        value = excluded.value, not_applicable_reason = excluded.not_applicable_reason,
        comment = excluded.comment, invitation_id = excluded.invitation_id,
        answered_by = excluded.answered_by, answered_at = excluded.answered_at,
        confirmed_at = excluded.confirmed_at, version = excluded.version`;
    const first = !before || isBlank(before);
    if (scope.followsId !== null && first && !isBlank(draft)) {
      await this.files.attach(scope, key, confirms);
    }
    return { kind: 'saved', key, version: version + 1, at };
  }

  /** An answer of the last cycle was emptied: that is worth a row, or it would wait to be confirmed again. */
  private async setsAside({ assessmentId, followsId }: Scope, key: string): Promise<boolean> {
    return followsId !== null && this.carried.prefills(assessmentId, key);
  }
}

const saved = (key: string, { version, answeredAt }: SheetAnswer): Saved => ({
  kind: 'saved',
  key,
  version,
  at: answeredAt,
});

/** Which questions are asked while answers come in; the others' answers are only read when a question hangs on them. */
class Asked {
  private values: Map<string, AnswerValue> | undefined;

  constructor(
    private readonly definition: QuestionnaireDefinition,
    private readonly read: () => Promise<ReadonlyMap<string, AnswerValue>>,
  ) {}

  async has(question: Question): Promise<boolean> {
    if (!question.when) return true;
    this.values ??= new Map(await this.read());
    return visibleQuestions(this.definition, this.values).includes(question);
  }

  given(key: string, value: AnswerValue | null): void {
    if (value === null) this.values?.delete(key);
    else this.values?.set(key, value);
  }
}
