import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { Questionnaires } from '../../questionnaires/index.js';
import { Invitation } from '../sending/invitation.entity.js';
import { Invitations, type Issued } from '../sending/invitations.service.js';
import type { ColleagueFacts } from './colleague.dto.js';
import { sectionsIn, type Scope } from './scope.js';

/** Enough for any vendor, and too few to write to the world with a link that leaked. */
const mostPerAssessment = 30;

export interface Delegation {
  id: string;
  name: string;
  email: string;
  sections: string[];
  askedAt: string;
  expiresAt: string;
  openedAt: string | null;
}

interface Row {
  id: string;
  name: string;
  email: string;
  sections: string;
  created_at: string;
  expires_at: string;
  opened_at: string | null;
}

/** Colleagues whom a respondent asks to answer some of the sections. */
@Injectable()
export class Delegations {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly invitations: Invitations,
  ) {}

  /** Writes the colleague a letter with a link of their own and gives that link, once. */
  async delegate(scope: Scope, { name, email, ...asked }: ColleagueFacts): Promise<Issued> {
    const sections = await this.sectionsOf(scope, asked.sections);
    return this.database.transaction(async () => {
      await this.refuseMany(scope);
      return this.invitations.issue(scope.actor, scope.assessmentId, {
        name: name.replace(/\s+/g, ' '),
        email: email.toLowerCase(),
        sections,
        parentId: scope.invitationId,
        expiresAt: scope.expiresAt,
      });
    });
  }

  /** Those this respondent asked and has not withdrawn, oldest first. */
  async list(scope: Scope): Promise<Delegation[]> {
    const rows = await this.database.sql<Row[]>`
      SELECT id, name, email, sections, created_at, expires_at, opened_at FROM invitation
      WHERE assessment_id = ${scope.assessmentId} AND parent_id = ${scope.invitationId}
        AND revoked_at IS NULL ORDER BY created_at, id`;
    return rows.map(({ id, name, email, sections, created_at, expires_at, opened_at }) => ({
      id,
      name,
      email,
      sections: JSON.parse(sections) as string[],
      askedAt: created_at,
      expiresAt: expires_at,
      openedAt: opened_at,
    }));
  }

  /** Ids of every link that came of the same letter of ours, this one included; those that ended count. */
  async family({ invitationId }: Pick<Scope, 'invitationId'>): Promise<string[]> {
    const kin = await this.database.sql<{ id: string }[]>`
      WITH RECURSIVE line (id, parent_id) AS (
        SELECT id, parent_id FROM invitation WHERE id = ${invitationId}
        UNION ALL
        SELECT up.id, up.parent_id FROM invitation up JOIN line ON up.id = line.parent_id
      ), kin (id) AS (
        SELECT id FROM line WHERE parent_id IS NULL
        UNION ALL
        SELECT i.id FROM invitation i JOIN kin ON i.parent_id = kin.id
      )
      SELECT id FROM kin`;
    return kin.map(({ id }) => id);
  }

  /** Ends a colleague's link; what they answered stays. */
  async withdraw(scope: Scope, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const own = { id, parentId: scope.invitationId };
      const found = await this.database.repository(Invitation).existsBy(own);
      if (!found) throw new NotFound('invitation');
      await this.invitations.revoke(scope.actor, id);
    });
  }

  /** Only what one may answer oneself can be handed on. */
  private async sectionsOf(scope: Scope, sent: unknown): Promise<string[]> {
    const { definition } = await this.questionnaires.published(scope.questionnaireVersionId);
    const own = sectionsIn(definition, scope).map(({ key }) => key);
    const keys = [sent ?? []].flat();
    if (keys.length === 0) throw new Invalid({ sections: 'needs at least one' });
    if (!keys.every((key) => own.some((one) => one === key))) {
      throw new Invalid({ sections: 'names a section that is not yours to hand on' });
    }
    return own.filter((key) => keys.includes(key));
  }

  private async refuseMany(scope: Scope): Promise<void> {
    const [row] = await this.database.sql<{ asked: number }[]>`
      SELECT count(*) AS asked FROM invitation
      WHERE assessment_id = ${scope.assessmentId} AND parent_id IS NOT NULL`;
    if ((row?.asked ?? 0) < mostPerAssessment) return;
    throw new Conflict(
      `At most ${mostPerAssessment} colleagues can be asked. Forward one of their letters instead.`,
    );
  }
}
