import { Injectable } from '@nestjs/common';
import {
  EvidenceQueries,
  type EvidenceFacts,
  EvidenceStore,
  FinishedUploads,
  titleOfFile,
  Uploads,
  type GivenFile,
  type NewUpload,
  type UploadView,
} from '../../evidence/index.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import type { AttachedFacts } from './attached.dto.js';
import { Delegations } from './delegations.service.js';
import { NotAskedAgain } from './not-asked-again.js';
import { Openness } from './openness.service.js';
import { Respondents } from './respondents.service.js';
import type { Scope } from './scope.js';
import type { SheetQuestion } from './sheet.js';
import { Sheets } from './sheets.queries.js';

/** Files that respondents attach to the questions their link opens, until the answers are submitted. */
@Injectable()
export class Attachments {
  constructor(
    private readonly database: Database,
    private readonly sheets: Sheets,
    private readonly openness: Openness,
    private readonly respondents: Respondents,
    private readonly delegations: Delegations,
    private readonly store: EvidenceStore,
    private readonly evidence: EvidenceQueries,
    private readonly uploads: Uploads,
    private readonly finished: FinishedUploads,
  ) {}

  /** Takes a file in one piece. `facts` is asked once it is here. */
  async receive(
    scope: Scope,
    key: string,
    file: GivenFile,
    facts: () => Promise<AttachedFacts>,
  ): Promise<{ id: string }> {
    await this.mayAttach(scope, key);
    const purpose = {
      vendorId: scope.vendorId,
      facts: async () => named(await facts(), file.name),
      attachTo: subjectOf(scope, key),
    };
    const before = () => this.begin(scope, key);
    const sharing = await this.delegations.family(scope);
    const { id } = await this.store.receiveFor(scope.actor, file, purpose, { before, sharing });
    return { id };
  }

  async start(scope: Scope, key: string, facts: NewUpload): Promise<UploadView> {
    await this.mayAttach(scope, key);
    const sharing = await this.delegations.family(scope);
    return this.uploads.start(scope.actor, scope.vendorId, facts, subjectOf(scope, key), sharing);
  }

  /** Attaches what has arrived to the question it was begun for. */
  async finish(scope: Scope, uploadId: string, facts: AttachedFacts): Promise<{ id: string }> {
    const { name, subjectId, part, evidenceId } = await this.uploads.own(scope.actor, uploadId);
    if (evidenceId !== null) return { id: evidenceId };
    if (subjectId !== scope.assessmentId || part === null) throw new NotFound('upload');
    const before = () => this.begin(scope, part);
    const sharing = await this.delegations.family(scope);
    const said = named(facts, name);
    return this.finished.asEvidence(scope.actor, uploadId, said, { before, sharing });
  }

  /** Takes a file back before it was submitted. Where nothing else uses it, it is withdrawn. */
  async remove(scope: Scope, key: string, evidenceId: string): Promise<void> {
    await this.database.transaction(async () => {
      const now = await this.openness.begin(scope);
      const { attached } = await this.open(now, key);
      if (!attached.some((file) => file.evidenceId === evidenceId)) throw new NotFound('file');
      await this.store.detach(scope.actor, evidenceId, subjectOf(scope, key));
      if ((await this.evidence.uses(evidenceId)).length > 0) return;
      const { version } = await this.evidence.byId(evidenceId);
      const when = (await this.wasSubmitted(scope, evidenceId)) ? 'after' : 'before';
      const reason = `Taken back by the vendor ${when} it was submitted.`;
      await this.store.withdraw(scope.actor, evidenceId, version, reason);
    });
  }

  /** A question of the link's sections that is asked at the moment. */
  async asked(scope: Scope, key: string): Promise<SheetQuestion> {
    const { sections } = await this.sheets.read(scope);
    const found = sections.flatMap(({ questions }) => questions);
    const question = found.find((one) => one.question.key === key);
    if (!question) throw new NotFound('question');
    return question;
  }

  /** An earlier submission keeps naming it. */
  private async wasSubmitted({ assessmentId }: Scope, evidenceId: string): Promise<boolean> {
    const named = `%"evidenceId":"${evidenceId}"%`;
    const found = await this.database.sql<object[]>`
      SELECT id FROM submission WHERE assessment_id = ${assessmentId} AND answers LIKE ${named} LIMIT 1`;
    return found.length > 0;
  }

  /** The same, where its answer may change. */
  private async open(scope: Scope, key: string): Promise<SheetQuestion> {
    const question = await this.asked(scope, key);
    if (question.again && !question.again.why) throw new NotAskedAgain();
    return question;
  }

  private async mayAttach(scope: Scope, key: string): Promise<void> {
    await this.open(scope, key);
    await this.database.transaction(() => this.openness.hold(scope));
  }

  /** Inside the transaction that attaches: it is still asked, and nobody submits until this has ended. */
  private async begin(scope: Scope, key: string): Promise<void> {
    const now = await this.openness.begin(scope);
    await this.respondents.mustStand(scope);
    await this.open(now, key);
  }
}

const subjectOf = ({ assessmentId: id }: Scope, part: string) => ({ kind: 'answer', id, part });

const named = ({ title, ...said }: AttachedFacts, fileName: string): EvidenceFacts => ({
  ...said,
  title: title || titleOfFile(fileName),
});
