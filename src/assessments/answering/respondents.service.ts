import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { hashOfSecret, LinkEnded, newLinkSession } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { AssessmentState } from '../assessment.entity.js';
import { Invitation, RespondentSession } from '../sending/invitation.entity.js';
import type { Scope } from './scope.js';

export interface StartedSession {
  /** For the cookie; stored only as a hash. */
  secret: string;
  expiresAt: Date;
  scope: Scope;
}

interface Row {
  id: string;
  name: string;
  sections: string | null;
  expires_at: string;
  assessment_id: string;
  questionnaire_version_id: string;
  follows_id: string | null;
  state: AssessmentState;
  due_on: string;
  message: string | null;
  vendor_id: string;
  vendor: string;
  asker: string;
  asker_email: string;
}

/** People who come with a magic link. An unknown, expired, revoked or mangled link is one and the same: nothing. */
@Injectable()
export class Respondents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What a link opens. Looking has no effect: a mail scanner may look as often as it likes. */
  async peek(secret: string): Promise<Scope | undefined> {
    const hash = hashOfSecret(secret);
    if (hash === undefined) return undefined;
    const [found] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM invitation WHERE secret_hash = ${hash}`;
    return found && this.standing(found.id);
  }

  /** Gives a session for a link, as often as it is opened until it ends: on a phone today, on a desk tomorrow. */
  async exchange(secret: string): Promise<StartedSession | undefined> {
    const scope = await this.peek(secret);
    if (!scope) return undefined;
    const now = this.clock.now();
    const { secret: session, secretHash, expiresAt } = newLinkSession(now, scope.expiresAt);
    const { invitationId } = scope;
    await this.database.transaction(async () => {
      const sessions = this.database.repository(RespondentSession);
      await sessions.delete({ invitationId, expiresAt: LessThanOrEqual(now) });
      await sessions.insert({
        id: newId(),
        secretHash,
        invitationId,
        createdAt: now,
        expiresAt,
      });
      await this.database
        .repository(Invitation)
        .createQueryBuilder()
        .update()
        .set({ openedAt: now })
        .where('id = :id AND opened_at IS NULL', { id: invitationId })
        .execute();
    });
    return { secret: session, expiresAt, scope };
  }

  /** What the session of a browser opens now. */
  async scopeOf(sessionSecret: string): Promise<Scope | undefined> {
    const hash = hashOfSecret(sessionSecret);
    if (hash === undefined) return undefined;
    const [found] = await this.database.sql<{ invitation_id: string }[]>`
      SELECT invitation_id FROM respondent_session
      WHERE secret_hash = ${hash} AND expires_at > ${this.clock.now().toISOString()}`;
    return found && this.standing(found.invitation_id);
  }

  /** Inside the transaction that takes something which may have begun to be sent long before. */
  async mustStand({ invitationId }: Scope): Promise<void> {
    if (!(await this.standing(invitationId))) throw new LinkEnded();
  }

  /** An invitation stands while neither it nor any it was made from is revoked, and its assessment is under way. */
  private async standing(invitationId: string): Promise<Scope | undefined> {
    const [row] = await this.database.sql<Row[]>`
      WITH RECURSIVE line (id, parent_id, revoked_at) AS (
        SELECT id, parent_id, revoked_at FROM invitation WHERE id = ${invitationId}
        UNION ALL
        SELECT up.id, up.parent_id, up.revoked_at FROM invitation up JOIN line ON up.id = line.parent_id
      )
      SELECT i.id, i.name, i.sections, i.expires_at, i.assessment_id, a.questionnaire_version_id, a.follows_id,
        a.state, a.due_on, a.message, a.vendor_id, v.name AS vendor, u.name AS asker, u.email AS asker_email
      FROM invitation i
      JOIN assessment a ON a.id = i.assessment_id
      JOIN vendor v ON v.id = a.vendor_id
      JOIN app_user u ON u.id = a.owner_id
      WHERE i.id = ${invitationId} AND i.expires_at > ${this.clock.now().toISOString()}
        AND a.state NOT IN ('draft', 'revoked')
        AND NOT EXISTS (SELECT 1 FROM line WHERE revoked_at IS NOT NULL)`;
    return row && scopeFrom(row);
  }
}

function scopeFrom(row: Row): Scope {
  return {
    invitationId: row.id,
    assessmentId: row.assessment_id,
    questionnaireVersionId: row.questionnaire_version_id,
    followsId: row.follows_id,
    sections: row.sections === null ? null : (JSON.parse(row.sections) as string[]),
    state: row.state,
    vendorId: row.vendor_id,
    vendor: row.vendor,
    dueOn: row.due_on,
    message: row.message,
    expiresAt: new Date(row.expires_at),
    asker: { name: row.asker, email: row.asker_email },
    actor: { kind: 'respondent', id: row.id, name: row.name },
  };
}
