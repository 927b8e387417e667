import { Injectable } from '@nestjs/common';
import { EvidenceLinks } from '../../evidence/index.js';
import { system } from '../../platform/actor.js';
import type { Scope } from '../answering/scope.js';
import { CarriedAnswers } from './carried-answers.queries.js';

/** Attaches again what was attached to the answer of the last cycle; what ran out or was withdrawn stays behind. */
@Injectable()
export class CarriedFiles {
  constructor(
    private readonly carried: CarriedAnswers,
    private readonly links: EvidenceLinks,
  ) {}

  /**
   * Inside the transaction that answers. The vendor's own files come along with any answer; what we attached only
   * with one that was confirmed: it showed something of that answer.
   */
  async attach(
    { assessmentId, actor }: Scope,
    questionKey: string,
    confirmed: boolean,
  ): Promise<void> {
    const subject = { kind: 'answer', id: assessmentId, part: questionKey };
    for (const { id, own, standing } of await this.carried.filesFor(assessmentId, questionKey)) {
      if (standing !== 'valid' || !(own || confirmed)) continue;
      await this.links.attach(own ? actor : system, id, subject);
    }
  }
}
