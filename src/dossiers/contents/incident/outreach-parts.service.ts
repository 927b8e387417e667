import { Injectable } from '@nestjs/common';
import {
  OutreachQueries,
  type OutreachAnswerView,
  type OutreachRequestView,
  type OutreachView,
} from '../../../incidents/index.js';
import type { CompactIds } from '../../../platform/compact-ids.js';
import type { Drafts } from '../parts/drafts.js';
import { everyRow, listsPart, only, pageAt } from '../parts/lists.js';
import type { Part } from '../parts/part.js';

type Request = Omit<OutreachRequestView, Lateness> & Partial<Pick<OutreachRequestView, Lateness>>;
type Lateness = 'isLate' | 'hoursLate';
type Asked = Request & { answers: OutreachAnswerView[] };

/** Whom we asked about an incident in which round, and what they answered. */
@Injectable()
export class OutreachParts {
  constructor(private readonly outreach: OutreachQueries) {}

  /** Which these were is noted among `subjects`. */
  async of(incidentId: string, drafts: Drafts, subjects: CompactIds): Promise<Part> {
    const rounds = await this.outreach.rounds(incidentId);
    for (const { id } of rounds) subjects.push(id);
    return listsPart(drafts, 'outreach.json', {
      rounds: { rows: rounds, bare: roundFacts },
      requests: { rows: this.asked(incidentId, subjects), bare: askedFacts },
    });
  }

  private async *asked(incidentId: string, subjects: CompactIds): AsyncGenerator<Asked> {
    const requests = everyRow((cursor) => this.outreach.requests(incidentId, pageAt(cursor)));
    for await (const request of requests) {
      const answers = request.answeredAt ? await this.outreach.answers(request.id) : [];
      subjects.push(request.id, ...answers.map(({ id }) => id));
      yield Object.assign(lasting(request), { answers });
    }
  }
}

/** How late an answer is that has not come changes by the hour. When it was due stays, and says it as well. */
function lasting(request: OutreachRequestView): Request {
  if (request.answeredAt !== undefined) return request;
  const { isLate: _, hoursLate: __, ...rest } = request;
  return rest;
}

const roundFacts = only<OutreachView>('id', 'round', 'standings', 'vendors', 'createdAt', 'doneAt');

const requestFacts = only<Request>(
  ...(['id', 'vendorId', 'vendor', 'tier', 'round', 'state', 'isLate', 'hoursLate'] as const),
  ...(['sentAt', 'dueAt', 'openedAt', 'answeredAt', 'remindedAt', 'revokedAt'] as const),
);

const answerFacts = only<OutreachAnswerView>('id', 'number', 'status', 'isLate', 'answeredAt');

const saidFacts = only<OutreachAnswerView['answers']>(
  ...(['used', 'usedFrom', 'usedUntil', 'reachable'] as const),
);

const askedFacts = ({ answers, ...request }: Asked): object =>
  Object.assign(requestFacts(request), {
    answers: answers.map((one) =>
      Object.assign(answerFacts(one), { answers: saidFacts(one.answers) }),
    ),
  });
