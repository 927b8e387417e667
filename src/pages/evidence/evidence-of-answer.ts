import { Injectable } from '@nestjs/common';
import { EvidenceQueries } from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { newEvidenceHref } from './evidence-places.js';
import { attachedLine } from './evidence-words.js';

interface Place {
  vendorId: string;
  assessmentId: string;
  questionKey: string;
}

/** What the partial `evidence/of-answer` shows beside an answer that is reviewed. */
@Injectable()
export class EvidenceOfAnswer {
  constructor(
    private readonly queries: EvidenceQueries,
    private readonly clock: Clock,
  ) {}

  async view(me: Caller, { vendorId, assessmentId, questionKey }: Place): Promise<object> {
    const today = this.clock.today();
    const linked = await this.queries.linkedTo('answer', assessmentId, questionKey);
    return {
      lines: linked.map((line) => attachedLine(line, today)),
      ...(me.may.has('evidence.write')
        ? {
            attach: {
              vendorHref: newEvidenceHref(vendorId, {
                assessment: assessmentId,
                question: questionKey,
              }),
              ...(await this.choice(vendorId, new Set(linked.map(({ id }) => id)))),
            },
          }
        : {}),
    };
  }

  private async choice(vendorId: string, attached: ReadonlySet<string>): Promise<object> {
    const all = await this.queries.ofVendor(vendorId);
    const others = all.filter(({ id, withdrawnAt }) => withdrawnAt === null && !attached.has(id));
    const options = others.map(({ id, title }) => ({ value: id, label: title }));
    return {
      ...(options.length > 0
        ? {
            field: {
              name: 'evidenceId',
              label: 'Attach evidence of this vendor',
              type: 'select',
              options,
            },
          }
        : {}),
    };
  }
}
