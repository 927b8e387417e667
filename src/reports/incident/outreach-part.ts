import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  OutreachQueries,
  requestStateWords,
  statementWords,
  type OutreachAnswerView,
  type OutreachRequestView,
} from '../../incidents/index.js';
import { Breaths } from '../../platform/breaths.js';
import type { OutreachPart } from './incident.view.js';

const most = 300;
const atOnce = 100;
const mostAnswers = 60;

/** Who was asked, their clocks, and what those that answered did. */
@Injectable()
export class OutreachParts {
  constructor(private readonly queries: OutreachQueries) {}

  async of(incidentId: string): Promise<OutreachPart> {
    const counts = await this.queries.counts(incidentId);
    const rounds = await this.queries.rounds(incidentId);
    await nextTurn();
    const lines = await this.lines(incidentId);
    await nextTurn();
    const { asked, answered, late, undeliverable } = counts;
    return {
      ...{ asked, answered, late, undeliverable },
      rounds: rounds
        .map(({ round, vendors, sentBy, createdAt }) => ({ round, vendors, sentBy, at: createdAt }))
        .reverse(),
      lines: lines.map(lineOf),
      more: Math.max(0, asked - lines.length),
      actions: await this.actions(lines),
      silent: lines
        .filter(({ state }) => state !== 'answered' && state !== 'revoked')
        .map(({ vendor }) => vendor),
    };
  }

  private async lines(incidentId: string): Promise<OutreachRequestView[]> {
    const lines: OutreachRequestView[] = [];
    const breaths = new Breaths();
    let cursor: string | undefined;
    do {
      await breaths.take();
      const asked = { size: atOnce, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.queries.board(incidentId, asked);
      lines.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined && lines.length < most);
    return lines.slice(0, most);
  }

  private async actions(lines: readonly OutreachRequestView[]): Promise<OutreachPart['actions']> {
    const answered = lines.filter(({ state }) => state === 'answered').slice(0, mostAnswers);
    const found = await Promise.all(
      answered.map(async ({ id, vendor }) => ({
        vendor,
        last: (await this.queries.answers(id))[0],
      })),
    );
    return found.flatMap(({ vendor, last }) => (last ? [actionOf(vendor, last)] : []));
  }
}

const lineOf = (line: OutreachRequestView): OutreachPart['lines'][number] => ({
  vendor: line.vendor,
  tier: line.tier ?? null,
  state: requestStateWords[line.state],
  dueAt: line.dueAt ?? null,
  answeredAt: line.answeredAt ?? null,
  hoursLate: line.hoursLate,
});

const actionOf = (vendor: string, answer: OutreachAnswerView) => ({
  vendor,
  says: statementWords[answer.status],
  did: answer.answers.actions || null,
  on: answer.answeredAt,
});
