import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { JournalQueries } from '../../journal/index.js';
import { journalLines } from './journal-lines.js';

const mostLines = 5;

/** Who saw or took something sensitive last, for the page of that thing. */
@Injectable()
export class SeenBy {
  constructor(private readonly journal: JournalQueries) {}

  /** For the partial `seen-by`; nothing for those who may not read the journal. */
  async of(me: Caller, subjectId: string): Promise<object> {
    if (!me.may.has('journal.read')) return {};
    const { items } = await this.journal.page({ subjectId, sights: 'only', size: mostLines });
    const filter = new URLSearchParams({ subjectId, sights: 'only' }).toString();
    return { seen: { lines: journalLines(items), all: `/journal?${filter}` } };
  }
}
