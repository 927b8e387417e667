import { Injectable } from '@nestjs/common';
import { JournalQueries, type JournalLine } from '../journal/index.js';
import type { Page } from '../platform/database/index.js';
import type { ListQuery } from '../platform/http/index.js';
import { Findings } from './findings.service.js';

export type HistoryLine = JournalLine;

/**
 * What happened to a finding, read from the journal: each act writes its entry there in its own transaction, so a
 * second record could only say the same or something else.
 */
@Injectable()
export class FindingHistory {
  constructor(
    private readonly findings: Findings,
    private readonly journal: JournalQueries,
  ) {}

  /** Newest first. */
  async page(findingId: string, { size, cursor }: ListQuery): Promise<Page<HistoryLine>> {
    await this.findings.byId(findingId);
    const subject = { subjectKind: 'finding', subjectId: findingId };
    return this.journal.page({ ...subject, sights: 'none', size, cursor });
  }

  /** The name of whoever did something to it last. */
  async lastHand(findingId: string): Promise<string | undefined> {
    const { items } = await this.page(findingId, { size: 1 });
    return items[0]?.actor.name;
  }
}
