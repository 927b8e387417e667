import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database, listed } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { Policies } from '../../policies/index.js';
import { uploadLimits } from './upload-limits.js';

const megabyte = 1024 * 1024;

export interface Counted {
  /** Ids of all links that have one allowance: one's own, and those that came of it. */
  sharing?: readonly string[] | undefined;
  /** An upload that is not counted, since its file is. */
  besides?: string | undefined;
}

/** How much one link may send, with those it was passed on to. What was taken back counts, or it would be no limit. */
@Injectable()
export class Quota {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  /** Throws Conflict unless `bytes` more may come from this actor; staff may send as they like. */
  async assertRoom(actor: Actor, bytes: number, counted: Counted = {}): Promise<void> {
    if (actor.kind !== 'respondent') return;
    const { filesPerLink, megabytesPerLink } = await this.policies.read(uploadLimits);
    const sent = await this.sentBy(counted.sharing ?? [actor.id], counted.besides ?? '');
    if (sent.files >= filesPerLink) {
      throw new Conflict(
        `${filesPerLink} files were sent by this link already, which is the most. Ask the one who wrote to you.`,
      );
    }
    if (sent.bytes + bytes > megabytesPerLink * megabyte) {
      throw new Conflict(
        `All files of this link may have ${megabytesPerLink} MB together, and this one would be more. Ask the one who wrote to you.`,
      );
    }
  }

  private async sentBy(
    links: readonly string[],
    besides: string,
  ): Promise<{ files: number; bytes: number }> {
    const [row] = await this.database.sql<{ files: number; bytes: number | null }[]>`
      SELECT count(*) AS files, sum(bytes) AS bytes FROM (
        SELECT f.bytes FROM evidence_revision r JOIN evidence_file f ON f.id = r.file_id
        WHERE r.given_by_id IN (${listed(links)}) AND r.given_by_kind = 'respondent'
        UNION ALL
        SELECT u.bytes FROM upload u
        WHERE u.started_by_id IN (${listed(links)}) AND u.finished_at IS NULL AND u.id <> ${besides}
      ) sent`;
    return { files: row?.files ?? 0, bytes: row?.bytes ?? 0 };
  }
}
