import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { system } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Finding, type FindingState } from './finding.entity.js';
import { Findings } from './findings.service.js';
import { Raising, type RaisedFacts } from './raising.service.js';
import { mayTakeFinding } from './states.js';

/** What an assessment says of one gap. */
export type MetGap =
  | {
      gap: string;
      is: 'there';
      /** When the answer or the judgement was given that says so, as ISO 8601 text. */
      since: string;
      facts: RaisedFacts;
    }
  | {
      gap: string;
      is: 'closed';
      /** What closed it, as a sentence. */
      by: string;
    };

/** The rule: a gap that is met has one finding, which follows it. */
@Injectable()
export class Gaps {
  constructor(
    private readonly database: Database,
    private readonly findings: Findings,
    private readonly raising: Raising,
  ) {}

  /** Inside the transaction that stores the score. Repeating it changes nothing. */
  async follow(assessmentId: string, met: readonly MetGap[]): Promise<void> {
    if (met.length === 0) return;
    const standing = await this.standing(met);
    const moving = met.filter((one) => wants(standing.get(one.gap), one) !== undefined);
    if (moving.length > 0) await this.move(moving, standing);
    const sighted = await this.sightedBy(assessmentId);
    for (const one of met) {
      if (one.is === 'closed') continue;
      const finding = standing.get(one.gap);
      if (!finding) await this.raising.raise(system, one.facts);
      else if (!sighted.has(finding.id)) {
        await this.raising.sight(finding.id, assessmentId, one.facts.originPart ?? null);
      }
    }
  }

  private async standing(met: readonly MetGap[]): Promise<Map<string, Finding>> {
    const gap = In(met.map((one) => one.gap));
    const found = await this.database.repository(Finding).findBy({ gap });
    return new Map(
      found.flatMap((finding) => (finding.gap ? [[finding.gap, finding] as const] : [])),
    );
  }

  /** Looks once more while nobody else can move them: a person may just have done so. */
  private async move(met: readonly MetGap[], before: Map<string, Finding>): Promise<void> {
    const ids = met.flatMap(({ gap }) => before.get(gap)?.id ?? []);
    await this.database.hold('finding', ...ids);
    const standing = await this.standing(met);
    for (const one of met) {
      const finding = standing.get(one.gap);
      const wanted = wants(finding, one);
      if (!finding || wanted === undefined) continue;
      if (wanted.step === 'resolve') await this.findings.closeGap(finding.id, wanted.because);
      else await this.findings.reopen(system, finding.id, undefined, { reason: wanted.because });
    }
  }

  private async sightedBy(assessmentId: string): Promise<Set<string>> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT finding_id AS id FROM finding_sighting WHERE assessment_id = ${assessmentId}`;
    return new Set(rows.map(({ id }) => id));
  }
}

/** What the rule does to a finding; nothing to one that a person raised. */
function wants(
  finding: Finding | undefined,
  met: MetGap,
): { step: 'resolve' | 'reopen'; because: string } | undefined {
  if (!finding || finding.raisedByRule === null) return undefined;
  if (met.is === 'closed') {
    const may = mayTakeFinding('resolve', finding.state, 'rule');
    return may ? { step: 'resolve', because: met.by } : undefined;
  }
  const because = 'The gap is back: a later answer or judgement says so.';
  return isBack(finding, met.since) ? { step: 'reopen', because } : undefined;
}

type Closed = Pick<Finding, 'gapClosedAt' | 'resolvedAt' | 'verifiedAt'> & { state: FindingState };

/**
 * Whether a gap that is met again opens its finding again: where an answer or a judgement had closed it, always; where
 * a person said that it is closed, only if what says otherwise (`since`, ISO 8601 text) was given later.
 */
export function isBack(
  { state, gapClosedAt, resolvedAt, verifiedAt }: Closed,
  since: string,
): boolean {
  if (!mayTakeFinding('reopen', state, 'rule')) return false;
  if (gapClosedAt) return true;
  const closedAt = verifiedAt ?? resolvedAt;
  return closedAt !== null && since > closedAt.toISOString();
}
