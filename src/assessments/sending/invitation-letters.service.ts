import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import { Questionnaires } from '../../questionnaires/index.js';
import type { Assessment } from '../assessment.entity.js';
import { invitationLetter, type ChangesAsked, type LetterFacts } from './invitation-letter.js';
import type { Invitation } from './invitation.entity.js';

type Row = Omit<LetterFacts, 'organisation' | 'dueOn' | 'message'> & {
  organisation: string | null;
};

/** The letters that carry magic links. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly database: Database,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
    private readonly questionnaires: Questionnaires,
  ) {}

  async write(
    { id, questionnaireVersionId, dueOn, message }: Assessment,
    { name, email, sections, expiresAt, parentId }: Invitation,
    link: string,
    changes: ChangesAsked | null = null,
  ): Promise<void> {
    const { definition } = await this.questionnaires.published(questionnaireVersionId);
    const facts = { ...(await this.factsOf(id)), dueOn, message };
    const askedBy = parentId && (await this.nameOf(parentId));
    const addressed = { name, sections, expiresAt, askedBy, changes };
    await this.letters.write({
      ...this.templates.compose('invitation', invitationLetter(facts, definition, addressed, link)),
      to: { name, email },
      about: { kind: 'assessment', id },
      from: facts.organisation,
      replyTo: { name: facts.owner, email: facts.ownerEmail },
    });
  }

  private async factsOf(id: string): Promise<Omit<LetterFacts, 'dueOn' | 'message'>> {
    const [row] = await this.database.sql<Row[]>`
      SELECT o.name AS organisation, v.name AS vendor, e.name AS engagement,
        u.name AS owner, u.email AS "ownerEmail"
      FROM assessment a
      JOIN vendor v ON v.id = a.vendor_id
      JOIN engagement e ON e.id = a.engagement_id
      JOIN app_user u ON u.id = a.owner_id
      LEFT JOIN organisation o ON o.id = 1
      WHERE a.id = ${id}`;
    if (!row) throw new Error(`There is no assessment ${id} to write about.`);
    return { ...row, organisation: row.organisation || row.owner };
  }

  private async nameOf(invitationId: string): Promise<string | null> {
    const [row] = await this.database.sql<{ name: string }[]>`
      SELECT name FROM invitation WHERE id = ${invitationId}`;
    return row?.name ?? null;
  }
}
