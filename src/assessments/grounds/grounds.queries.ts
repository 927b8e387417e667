import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Audit,
  Auditor,
  BridgeLetter,
  freshness,
  successorOf,
  type FreshnessFigures,
} from '../../audits/index.js';
import { EvidenceQueries } from '../../evidence/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Policies } from '../../policies/index.js';
import type { Assessment } from '../assessment.entity.js';
import type { Attachment } from './attached.js';
import type { Grounds, Rested } from './basis.js';
import { auditFooting, type Footing } from './footing.js';

/** As if this auditor were in doubt. */
export interface Supposition {
  doubted: string;
}

/** What answers may rest on, as it stands today. */
@Injectable()
export class GroundQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly evidence: EvidenceQueries,
  ) {}

  async of(
    { id, vendorId }: Pick<Assessment, 'id' | 'vendorId'>,
    { reviews, submittedAt }: { reviews: readonly Rested[]; submittedAt: Date },
    supposed?: Supposition,
  ): Promise<Grounds> {
    const named = reviews.some(({ auditId }) => auditId !== null);
    const audits = named ? await this.auditsOf(vendorId, supposed) : new Map<string, Footing>();
    return { audits, attached: await this.attachedTo(id, submittedAt) };
  }

  /** What each audit of a vendor is worth today, the newest first. */
  async auditsOf(vendorId: string, supposed?: Supposition): Promise<Map<string, Footing>> {
    const audits = await this.database
      .repository(Audit)
      .find({ where: { vendorId }, order: { id: 'DESC' } });
    if (audits.length === 0) return new Map();
    const letters = await this.lettersOf(audits);
    const auditors = await this.auditorsOf(audits, supposed);
    const figures: FreshnessFigures = await this.policies.read(freshness);
    const day = this.clock.today();
    return new Map(
      audits.map((audit) => {
        const { id, auditorId, platformId } = audit;
        const ground = {
          audit,
          letters: letters.filter(({ auditId }) => auditId === id),
          auditor: auditors.get(auditorId) as Auditor,
          platform: (platformId && auditors.get(platformId)) || null,
          isSuperseded: successorOf(audit, audits) !== undefined,
        };
        return [id, auditFooting(ground, day, figures)];
      }),
    );
  }

  private async lettersOf(audits: readonly Audit[]): Promise<BridgeLetter[]> {
    const auditId = In(audits.map(({ id }) => id));
    return this.database.repository(BridgeLetter).findBy({ auditId });
  }

  private async auditorsOf(
    audits: readonly Audit[],
    supposed?: Supposition,
  ): Promise<Map<string, Auditor>> {
    const ids = new Set(
      audits.flatMap(({ auditorId, platformId }) => [auditorId, platformId ?? '']),
    );
    const auditors = await this.database.repository(Auditor).findBy({ id: In([...ids]) });
    const now = this.clock.now();
    return new Map(
      auditors.map((auditor) => {
        const { id, doubtedAt } = auditor;
        return [
          id,
          id === supposed?.doubted ? { ...auditor, doubtedAt: doubtedAt ?? now } : auditor,
        ];
      }),
    );
  }

  /** What the vendor attaches after submitting counts once it submits again. */
  private async attachedTo(
    assessmentId: string,
    submittedAt: Date,
  ): Promise<Map<string, Attachment[]>> {
    const attached = new Map<string, Attachment[]>();
    const until = submittedAt.toISOString();
    for (const evidence of await this.evidence.linkedTo('answer', assessmentId)) {
      if (evidence.linkedByKind === 'respondent' && evidence.linkedAt > until) continue;
      const known = attached.get(evidence.part);
      if (known) known.push(evidence);
      else attached.set(evidence.part, [evidence]);
    }
    return attached;
  }
}
