import type { Reply, TestAssay, Visitor } from '../../support/app.js';
import { newestSecret, send, type Sent } from '../../portal/respondent.js';

export interface Question {
  key: string;
  version: number;
  open: boolean;
  answer?: { value?: unknown };
  again?: {
    why?: string;
    because: string[];
    changed: string[];
    remarks: { kind: string; text: string; by: string; round: number; submitted: boolean }[];
  };
}

export interface SheetBody {
  state: string;
  round?: { number: number; message?: string; hidden: string[] };
  sections: { key: string; questions: Question[] }[];
}

const api = '/api/v1/answering';

/** What somebody does who holds the secret of a link. */
export class Respondent {
  constructor(
    private readonly assay: TestAssay,
    public secret: string,
  ) {}

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.secret}` };
  }

  async sheet(): Promise<SheetBody> {
    return (await this.assay.stranger.get<SheetBody>(api, this.headers)).body;
  }

  async question(key: string): Promise<Question | undefined> {
    const { sections } = await this.sheet();
    return sections.flatMap(({ questions }) => questions).find((one) => one.key === key);
  }

  /** Answers over the version that is there. */
  async answer(key: string, value: unknown): Promise<Reply<{ detail: string }>> {
    const version = (await this.question(key))?.version ?? 0;
    return this.assay.stranger.put(
      `${api}/questions/${key}`,
      { value },
      { ...this.headers, 'if-match': `"${version}"` },
    );
  }

  async reply(key: string, reply: string): Promise<Reply<{ detail: string }>> {
    return this.assay.stranger.put(`${api}/questions/${key}/reply`, { reply }, this.headers);
  }

  async submit(): Promise<Reply<{ number: number; untouched?: string[] }>> {
    return this.assay.stranger.post(`${api}/submission`, undefined, this.headers);
  }

  async delegate(staff: Visitor, sections: string[]): Promise<Respondent> {
    const facts = { name: 'Bea', email: 'bea@corridor.example', sections };
    await this.assay.stranger.post(`${api}/delegations`, facts, this.headers);
    return new Respondent(this.assay, await newestSecret(staff));
  }
}

export interface Round {
  sent: Sent;
  path: string;
  rui: Respondent;
}

/** An assessment that was answered (`a.yes` no, `a.one` red, `a.days` 5) and submitted once. */
export async function answered(
  assay: TestAssay,
  staff: Visitor,
  versionId: string,
  answers: Record<string, unknown> = { 'a.yes': 'no', 'a.one': 'red', 'a.days': 5 },
): Promise<Round> {
  const sent = await send(staff, versionId);
  const rui = new Respondent(assay, sent.secret);
  for (const [key, value] of Object.entries(answers)) await rui.answer(key, value);
  await rui.submit();
  assay.clock.advance(60_000);
  return { sent, rui, path: `/api/v1/assessments/${sent.assessmentId}` };
}

/** Gives these questions back; afterwards Rui holds the link of the new letter. */
export async function giveBack(
  assay: TestAssay,
  staff: Visitor,
  { path, rui }: Round,
  remarks: Record<string, string>,
  more: object = {},
): Promise<string> {
  const questions = Object.entries(remarks).map(([questionKey, remark]) => ({
    questionKey,
    remark,
  }));
  const asked = { questions, ...more };
  const { body, status, text } = await staff.post<{ id: string }>(`${path}/change-requests`, asked);
  if (status !== 201) throw new Error(text);
  rui.secret = await newestSecret(staff);
  assay.clock.advance(60_000);
  return body.id;
}
