import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Inventories, type InventoryItem } from '../../supply-chain/index.js';
import { dueDatesMoved } from '../../vendors/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { Statements } from '../statements/statements.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { OutreachAnswerFacts } from './answer.dto.js';
import { answerWord, contradictions, versionsOf, type AnswerWord } from './answer-word.js';
import { AskedPeople } from './asked-people.service.js';
import type { Asked } from './asked.js';
import { ConcernQueries, vexNamesOf, type Concern } from './concern.queries.js';
import { heardIn, type VexStatement } from './openvex.js';
import { OutreachAnswer, OutreachRequest } from './outreach.entity.js';

const mostAnswers = 100;

/** Takes what vendors answer about incidents: as it is, as a dated word, and as a list where versions are said. */
@Injectable()
export class OutreachAnswers {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly incidents: Incidents,
    private readonly people: AskedPeople,
    private readonly concerns: ConcernQueries,
    private readonly statements: Statements,
    private readonly inventories: Inventories,
    private readonly timeline: Timeline,
  ) {}

  async take(
    asked: Asked,
    { openVex, ...answers }: OutreachAnswerFacts,
  ): Promise<{ id: string; number: number; answeredAt: string }> {
    const today = this.clock.today();
    const problems = contradictions(answers, today);
    const concern = await this.concerns.of(await this.incidents.byId(asked.incidentId));
    const vex = this.vexOf(openVex, concern, problems, today);
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
    const word = answerWord(answers, { ...concern, today });
    return this.database.transaction(async () => {
      await this.people.mustStand(asked);
      const { state } = await this.incidents.byId(asked.incidentId);
      if (state === 'closed') throw new Conflict('This incident is closed: nothing is needed now.');
      const taken = await this.store(asked, answers, openVex || null, word);
      await this.state(asked, answers, taken.id, word, vex);
      await this.list(asked, answers, taken.id, concern);
      const again = taken.number === 1 ? 'answered' : 'answered again';
      const words = `${asked.vendor} ${again}: ${inWords[word.status]}.`;
      await this.timeline.note(asked.actor, {
        ...{ incidentId: asked.incidentId, kind: 'outreach' as const, words },
      });
      await this.jobs.enqueue(dueDatesMoved, { vendorId: asked.vendorId });
      return taken;
    });
  }

  private async store(
    { requestId, vendorId, actor }: Asked,
    answers: OutreachAnswerFacts,
    openVex: string | null,
    { status }: AnswerWord,
  ): Promise<{ id: string; number: number; answeredAt: string }> {
    const id = newId();
    const answeredAt = this.clock.now();
    const requests = this.database.repository(OutreachRequest);
    const request = await requests.findOneByOrFail({ id: requestId });
    const number = 1 + (await this.database.repository(OutreachAnswer).countBy({ requestId }));
    if (number > mostAnswers) throw new Conflict(`No more than ${mostAnswers} answers are taken.`);
    const isLate = request.dueAt !== null && answeredAt > request.dueAt;
    const written = { requestId, number, status, isLate };
    const given = { answers, openVex, answeredBy: actor.name, answeredAt };
    await this.database.repository(OutreachAnswer).insert({ id, ...written, ...given });
    if (number === 1) await requests.update({ id: requestId }, { answeredAt });
    const told = { ...written, vendorId, answers, hasOpenVex: openVex !== null };
    this.journal.record(actor, 'outreach.answered', { kind: 'outreach_answer', id }, null, told);
    return { id, number, answeredAt: answeredAt.toISOString() };
  }

  /** What the answers come to, and what the OpenVEX document says, each a word of its own. */
  private async state(
    { incidentId, vendorId, actor }: Asked,
    { actions }: OutreachAnswerFacts,
    sourceId: string,
    { status, justification }: AnswerWord,
    vex: VexStatement | undefined,
  ): Promise<void> {
    const about = { incidentId, vendorId, sourceId };
    const datedOn = this.clock.today();
    const words = actions || undefined;
    const own = { ...about, status, justification, datedOn, words, source: 'outreach' as const };
    await this.statements.add(actor, own);
    if (!vex) return;
    const { statedOn, words: said } = vex;
    await this.statements.add(actor, {
      ...{ ...about, status: vex.status, justification: vex.justification },
      ...{ datedOn: statedOn, words: said, source: 'vex' as const },
    });
  }

  /** One line for each version of what it is about; partial, so that it never shows the absence of anything. */
  private async list(
    { reference, vendorId, actor }: Asked,
    answers: OutreachAnswerFacts,
    sourceId: string,
    { packages }: Concern,
  ): Promise<void> {
    const [first] = packages;
    const versions = versionsOf(answers);
    if (answers.used !== 'yes' || versions.length === 0 || !first) return;
    const { purl, name } = packages.find((one) => one.purl !== null) ?? first;
    const purpose = `Said about ${reference}`;
    const item: InventoryItem =
      purl === null ? { kind: 'other', name, purpose } : { kind: 'library', purl, name, purpose };
    const today = this.clock.today();
    await this.inventories.take(actor, {
      ...{ vendorId, source: 'outreach' as const, sourceId, subject: `Answer about ${reference}` },
      describedOn: answers.usedUntil ?? today,
      isComplete: false,
      items: versions.map((version) => ({ ...item, version })),
    });
  }

  private vexOf(
    text: string | undefined,
    concern: Concern,
    problems: Record<string, string>,
    today: string,
  ): VexStatement | undefined {
    if (!text) return undefined;
    const heard = heardIn(text, vexNamesOf(concern), today);
    if (!('problem' in heard)) return heard.words[0];
    problems['openVex'] = heard.problem;
    return undefined;
  }
}

const inWords = {
  not_affected: 'it is not affected',
  affected: 'it is affected',
  fixed: 'it was affected and is fixed',
  under_investigation: 'it is looking into it',
} as const;
