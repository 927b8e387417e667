import { Questionnaires, type QuestionnaireDefinition } from '../../../src/questionnaires/index.js';
import { addDays } from '../../../src/platform/clock.js';
import { system } from '../../../src/platform/actor.js';
import type { Reply, TestAssay, Visitor } from '../../support/app.js';
import { prepare, secretsInLetters, type Ids } from '../trip.js';

export interface LastCycle {
  state: 'same' | 'reworded' | 'unfit';
  toConfirm: boolean;
  question?: string;
  value?: unknown;
  lines: string[];
  givenBy: string;
  givenAt: string;
  files: { title: string; standing: string; since?: string }[];
}

interface Told {
  key: string;
  version: number;
  answer?: { value?: unknown; comment?: string; answeredBy: string; confirmedAt?: string };
  lastCycle?: LastCycle;
}

export interface SheetTold {
  answered: number;
  asked: number;
  cycle?: { confirmed: number; changed: number; toConfirm: number; reworded: number };
  sections: { key: string; toConfirm: number; questions: Told[] }[];
}

/** One vendor and one engagement through years of cycles, by the doors that people and programs use. */
export class Walk {
  private constructor(
    readonly assay: TestAssay,
    public staff: Visitor,
    readonly ids: Ids,
  ) {}

  static async begin(assay: TestAssay, staff: Visitor, versionId: string): Promise<Walk> {
    const ids = await prepare(assay, staff);
    return new Walk(assay, staff, { ...ids, questionnaireVersionId: versionId });
  }

  /** Goes on at another instant; tokens of before may have ended by then. */
  async to(instant: string): Promise<void> {
    this.assay.clock.set(instant);
    this.staff = await this.assay.api();
  }

  /** Drafts and sends the next cycle; the answers are due in two weeks. */
  async send(facts: object = {}): Promise<Cycle> {
    const dueOn = addDays(this.assay.clock.today(), 14);
    const asked = { ...this.ids, dueOn, ...facts };
    const { body } = await this.staff.post<{ id: string }>('/api/v1/assessments', asked);
    return this.dispatch(body.id);
  }

  async dispatch(id: string): Promise<Cycle> {
    await this.staff.post(`/api/v1/assessments/${id}/dispatches`);
    const [secret = ''] = await secretsInLetters(this.assay, id);
    return new Cycle(this, id, secret);
  }
}

/** One cycle, mostly as its respondent sees it. */
export class Cycle {
  constructor(
    readonly walk: Walk,
    readonly id: string,
    readonly secret: string,
  ) {}

  async sheet(secret = this.secret): Promise<SheetTold> {
    return (await this.get<SheetTold>('', secret)).body;
  }

  async question(key: string, secret = this.secret): Promise<Told> {
    const { sections } = await this.sheet(secret);
    const found = sections.flatMap(({ questions }) => questions).find((one) => one.key === key);
    if (!found) throw new Error(`${key} is not asked.`);
    return found;
  }

  async answer(values: Record<string, unknown>): Promise<void> {
    for (const [key, value] of Object.entries(values)) {
      const { version } = await this.question(key);
      const reply = await this.put(`/questions/${key}`, { value }, { 'if-match': `"${version}"` });
      if (reply.status !== 200) throw new Error(`${key}: ${reply.text}`);
    }
  }

  async confirm(key: string, secret = this.secret): Promise<Reply> {
    return this.put(`/questions/${key}/confirmation`, undefined, {}, secret);
  }

  /** Everything that waits to be confirmed. */
  async confirmAll(): Promise<number> {
    const { sections } = await this.sheet();
    const waiting = sections.flatMap(({ questions }) =>
      questions.filter((one) => one.lastCycle?.toConfirm).map(({ key }) => key),
    );
    const { body } = await this.post<{ confirmed: number }>('/confirmations', {
      questionKeys: waiting,
    });
    return body.confirmed;
  }

  async submit<T = { answers: { questionKey: string; confirmed?: object }[] }>(): Promise<T> {
    const { body, status, text } = await this.post<T>('/submission');
    if (status !== 201) throw new Error(text);
    await this.walk.assay.settle();
    return body;
  }

  async decide(validUntil?: string, outcome = 'approved'): Promise<Reply> {
    const { staff, assay } = this.walk;
    const reply = await staff.post(`/api/v1/assessments/${this.id}/decision`, {
      outcome,
      reason: 'It will do.',
      ...(validUntil === undefined ? {} : { validUntil }),
    });
    if (reply.status !== 201) throw new Error(reply.text);
    await assay.settle();
    return reply;
  }

  get<T>(path: string, secret = this.secret): Promise<Reply<T>> {
    return this.walk.assay.stranger.get<T>(`/api/v1/answering${path}`, bearer(secret));
  }

  post<T>(path: string, body?: object, secret = this.secret): Promise<Reply<T>> {
    return this.walk.assay.stranger.post<T>(`/api/v1/answering${path}`, body, bearer(secret));
  }

  put<T>(path: string, body: object | undefined, headers: object, secret = this.secret) {
    const sent = { ...headers, ...bearer(secret) };
    return this.walk.assay.stranger.put<T>(`/api/v1/answering${path}`, body, sent);
  }
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

/** Publishes this as the next version of a questionnaire. */
export async function nextVersion(
  assay: TestAssay,
  versionId: string,
  change: (definition: QuestionnaireDefinition) => QuestionnaireDefinition,
): Promise<string> {
  const questionnaires = assay.app.get(Questionnaires);
  const { questionnaireId, definition } = await questionnaires.published(versionId);
  const { id } = await questionnaires.newDraft(system, questionnaireId);
  await questionnaires.change(system, id, 1, change(structuredClone(definition)));
  await questionnaires.publish(system, id, 2);
  return id;
}
