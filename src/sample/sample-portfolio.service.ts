import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/index.js';
import { Journal, JournalQueries } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { stories } from './stories/index.js';
import { SampleIncident } from './sample-incident.service.js';
import type { Story } from './story.js';
import { Storyteller } from './storyteller.service.js';

/** Invented vendors and what happened with them, for looking around. The journal knows which of them were loaded already. */
@Injectable()
export class SamplePortfolio {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly entries: JournalQueries,
    private readonly clock: Clock,
    private readonly storyteller: Storyteller,
    private readonly incident: SampleIncident,
  ) {}

  /**
   * Loads what was not loaded yet, to be repeated after any interruption; what was loaded once stays as
   * people have changed it since. Gives the names of the vendors that came.
   */
  async load(analyst: Caller, approver: Caller = analyst): Promise<string[]> {
    const today = this.clock.today();
    const loaded = await this.vendorsMarked('sample.loaded');
    const begun = await this.vendorsMarked('sample.begun');
    const missing = stories.map((told) => told(today)).filter(({ key }) => !loaded.has(key));
    const cast = { analyst, approver };
    for (const story of missing) {
      const id = begun.get(story.key) ?? (await this.storyteller.open(story, today, cast)).id;
      await this.storyteller.tell(story, id, today, cast);
      await this.markLoaded(analyst, id, story);
    }
    if (missing.length > 0) {
      await this.incident.tell(cast, await this.vendorsMarked('sample.begun'), today);
    }
    return missing.map(({ vendor }) => vendor.name);
  }

  private async markLoaded(actor: Caller, id: string, { key }: Story): Promise<void> {
    await this.database.transaction(async () => {
      const subject = { kind: 'vendor', id };
      this.journal.record(actor, 'sample.loaded', subject, null, { story: key });
    });
  }

  /** Vendors by the key of their story. */
  private async vendorsMarked(action: string): Promise<Map<unknown, string>> {
    const { items } = await this.entries.page({ action });
    return new Map(items.map(({ after, subject }) => [after?.['story'], subject.id]));
  }
}
