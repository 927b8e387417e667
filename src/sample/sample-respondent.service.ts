import { Injectable } from '@nestjs/common';
import { Answers, Respondents, Scorer, Submissions, type Scope } from '../assessments/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Questionnaires } from '../questionnaires/index.js';
import { daysAgo } from './moments.js';
import { SampleLetters } from './sample-letters.service.js';
import type { Story } from './story.js';

const minutesASection = 25;
const minutesInAll = 600;

/** The vendor's side of a story: opens the link of the letter, answers section by section, submits. */
@Injectable()
export class SampleRespondent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly letters: SampleLetters,
    private readonly questionnaires: Questionnaires,
    private readonly respondents: Respondents,
    private readonly answers: Answers,
    private readonly submissions: Submissions,
    private readonly scorer: Scorer,
  ) {}

  async answer(
    assessmentId: string,
    { daysAgo: days, answers }: NonNullable<Story['answered']>,
    today: string,
  ): Promise<void> {
    const secret = await this.letters.secretFor(assessmentId, 'answer');
    const scope = await this.clock.at(daysAgo(today, days, 0), () => this.enter(secret));
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    let minutes = 0;
    for (const { questions } of definition.sections) {
      minutes += minutesASection;
      const entries = questions.flatMap(({ key }) => {
        const draft = answers[key];
        return draft ? [{ key, draft }] : [];
      });
      await this.clock.at(daysAgo(today, days, minutes), () => this.save(scope, entries));
    }
    await this.clock.at(daysAgo(today, days, minutesInAll), () => this.submit(scope));
  }

  private async enter(secret: string): Promise<Scope> {
    const session = await this.respondents.exchange(secret);
    if (!session) throw new Error('The link in the letter opens nothing.');
    return session.opened;
  }

  private async save(scope: Scope, entries: Parameters<Answers['saveAll']>[1]): Promise<void> {
    const outcomes = await this.answers.saveAll(scope, entries);
    const lost = outcomes.filter(({ kind }) => kind !== 'saved');
    if (lost.length > 0) throw new Error(`Not saved: ${lost.map(({ key }) => key).join(', ')}.`);
  }

  /** Scores in the same breath, so that the score is as old as the answers. */
  private async submit(scope: Scope): Promise<void> {
    await this.database.transaction(async () => {
      await this.submissions.submit(scope);
      await this.scorer.score(scope.assessmentId);
    });
  }
}
