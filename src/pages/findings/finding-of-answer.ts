import { Injectable } from '@nestjs/common';
import { FindingQueries } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { addressOf } from '../review/addresses.js';
import { severityWord } from './finding-words.js';

/** What the partial `findings/of-answer` shows on the review desk: the finding about this answer, or where to raise it. */
@Injectable()
export class FindingOfAnswer {
  constructor(private readonly queries: FindingQueries) {}

  async of(me: Caller, assessmentId: string, key: string): Promise<object> {
    if (!me.may.has('findings.read')) return {};
    const all = await this.queries.ofAssessment(assessmentId);
    const found = all.filter(({ questionKey }) => questionKey === key);
    if (found.length > 0) {
      const lines = found.map(({ id, severity, ...line }) => ({
        ...line,
        href: `/findings/${id}`,
        severity: severityWord(severity),
      }));
      return { raised: { lines } };
    }
    if (!me.may.has('findings.write')) return {};
    const href = `${addressOf(assessmentId, 'all', key)}/finding`;
    return { raised: { href } };
  }
}
