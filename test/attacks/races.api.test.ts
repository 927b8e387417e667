import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BandOverride,
  ChangeRound,
  Decision,
  Overrides,
  Review,
  Scorer,
} from '../../src/assessments/index.js';
import { Acceptances, Finding, RiskAcceptance } from '../../src/findings/index.js';
import { JournalQueries } from '../../src/journal/index.js';
import { bandRank, type Band } from '../../src/scoring/index.js';
import { Engagements, Vendors } from '../../src/vendors/index.js';
import { prepare, secretsInLetters, submitted, type Ids } from '../assessments/trip.js';
import { newestSecret } from '../portal/respondent.js';
import { engagementFacts } from '../vendors/examples.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { lookedAt } from '../assessments/judge-answer.js';

const turns = process.env['TEST_EVERY_CASE'] ? 25 : 4;
const reason = 'Only test prompts go through it until March.';
const overrideReason = 'The pilot holds no data of ours and runs without any key of ours.';
const onServer = process.env['TEST_DATABASE_URL'] ? it : it.skip;

interface Said {
  id: string;
  detail: string;
}

describe('of two at once exactly one wins, the other gets a sentence, and nothing is half done', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let other: Visitor;
  let approver: Visitor;
  let second: Visitor;
  let ids: Ids;
  let id: string;
  let path: string;

  beforeAll(async () => {
    assay = await startAssay();
    [analyst, other] = [await assay.api('analyst'), await assay.api('analyst')];
    [approver, second] = [await assay.api('approver'), await assay.api('approver')];
  });
  afterAll(() => assay.close());
  beforeEach(() => assay.clock.set('2026-11-23T09:00:00Z'));

  const fresh = async (otherwise = {}): Promise<void> => {
    ids = await prepare(assay, analyst);
    id = await submitted(assay, analyst, ids, otherwise);
    path = `/api/v1/assessments/${id}`;
  };
  const acts = async (...subjectIds: string[]): Promise<string[]> => {
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds, size: 200 });
    return items.map(({ action }) => action);
  };
  const times = (list: readonly string[], action: string) =>
    list.filter((one) => one === action).length;
  /** Starts all of them at once, each turn in another order; gives the replies in the order they are named. */
  const atOnce = async (
    turn: number,
    ...all: (() => Promise<Reply<Said>>)[]
  ): Promise<Reply<Said>[]> => {
    const order = all.map((_, at) => (at + turn) % all.length);
    const replies: Reply<Said>[] = [];
    await Promise.all(
      order.map(async (at) => {
        const reply = await all[at]?.();
        if (reply) replies[at] = reply;
      }),
    );
    for (const { status, body } of replies) {
      expect(status).toBeLessThan(500);
      if (status >= 400) expect(body.detail).toMatch(/^[A-Z“].{15,}\.$/);
    }
    return replies;
  };
  const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status).sort();
  const raise = async (): Promise<string> => {
    const { vendorId, engagementId } = ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'high' };
    return (await analyst.post<Said>('/api/v1/findings', facts)).body.id;
  };
  const ask = async (finding: string, who = analyst): Promise<string> => {
    const facts = { reason, until: '2027-03-31' };
    return (await who.post<Said>(`/api/v1/findings/${finding}/acceptances`, facts)).body.id;
  };
  const settle = (acceptance: string, how: string, who: Visitor) => () =>
    who.post<Said>(`/api/v1/acceptances/${acceptance}/${how}`, how === 'refusal' ? { reason } : {});
  const finding = (one: string) => assay.database.repository(Finding).findOneByOrFail({ id: one });
  const acceptance = (one: string) =>
    assay.database.repository(RiskAcceptance).findOneByOrFail({ id: one });

  it('two reviewers judge the same answer, singly or one of them the whole section', async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      await fresh();
      const { body } = await analyst.get<{ submission: Said }>(path);
      const submissionId = body.submission.id;
      const facts = { evidence: 'document', submissionId };
      const one = (judgement: string, who: Visitor) => () =>
        who.put<Said>(
          `${path}/reviews/supply.patching`,
          { ...facts, judgement },
          { 'if-match': '"0"' },
        );
      const all = () =>
        analyst.post<Said>(`${path}/section-reviews`, {
          ...facts,
          section: 'tools',
          judgement: 'meets',
        });
      const replies = await atOnce(
        turn,
        one('partial', analyst),
        one('insufficient', other),
        turn % 2 ? all : one('does_not_meet', second),
      );
      const row = await assay.database
        .repository(Review)
        .findOneByOrFail({ assessmentId: id, questionKey: 'supply.patching' });
      expect(row.version).toBe(1);
      const won = replies.filter(({ status }) => status === 204);
      expect(won.length).toBeLessThanOrEqual(1);
      const judged = await acts(id);
      expect(times(judged, 'answer.reviewed')).toBe(won.length);
      expect(times(judged, 'assessment.review_started')).toBe(1);
    }
  });

  it('two approvers settle one request, or one while it is withdrawn', async () => {
    await fresh();
    for (let turn = 0; turn < turns * 2; turn += 1) {
      const about = await raise();
      const asked = await ask(about);
      const replies = await atOnce(
        turn,
        settle(asked, 'approval', approver),
        settle(asked, turn % 2 ? 'refusal' : 'approval', second),
        settle(asked, 'withdrawal', analyst),
      );
      expect(statuses(replies)).toEqual([204, 409, 409]);
      const { state } = await acceptance(asked);
      expect((await finding(about)).state).toBe(state === 'approved' ? 'risk_accepted' : 'open');
      const told = (await acts(about)).filter((action) => action.includes('acceptance_'));
      expect(told).toHaveLength(2);
    }
  });

  it('two ask for the same risk to be accepted', async () => {
    await fresh();
    for (let turn = 0; turn < turns; turn += 1) {
      const about = await raise();
      const facts = { reason, until: '2027-03-31' };
      const by = (who: Visitor) => () =>
        who.post<Said>(`/api/v1/findings/${about}/acceptances`, facts);
      expect(statuses(await atOnce(turn, by(analyst), by(other)))).toEqual([201, 409]);
      const rows = assay.database.repository(RiskAcceptance);
      expect(await rows.countBy({ findingId: about })).toBe(1);
    }
  });

  it('we verify a finding while the vendor plans it anew, and approve its risk while it is resolved', async () => {
    await fresh();
    for (let turn = 0; turn < turns; turn += 1) {
      const about = await raise();
      const requests = `/api/v1/vendors/${ids.vendorId}/remediation-requests`;
      await analyst.post(requests, { contactId: ids.contactId, findingIds: [about] });
      const secret = await newestSecret(analyst, 'remediation');
      const version = { 'if-match': '"1"' };
      const plan = { plan: 'Lock files.', plannedFor: '2027-01-15' };
      const vendor = () =>
        assay.stranger.put<Said>(`/api/v1/remediation/findings/${about}/plan`, plan, {
          authorization: `Bearer ${secret}`,
          ...version,
        });
      const resolve = () =>
        analyst.post<Said>(
          `/api/v1/findings/${about}/resolution`,
          { resolution: 'Done.' },
          version,
        );
      const asked = await ask(about);
      const replies = await atOnce(turn, vendor, resolve, settle(asked, 'approval', approver));
      const row = await finding(about);
      const done = replies.filter(({ status }) => status === 204).length;
      expect(row.version).toBe(1 + done);
      expect((await acceptance(asked)).state === 'approved').toBe(row.state === 'risk_accepted');
      if (row.state !== 'resolved') continue;
      const at = { 'if-match': `"${row.version}"` };
      const verified = await atOnce(
        turn,
        () =>
          analyst.post<Said>(
            `/api/v1/findings/${about}/verification`,
            { verification: 'Seen.' },
            at,
          ),
        vendor,
      );
      expect([409, 412]).toContain(verified[1]?.status);
      expect(verified[0]?.status).toBe(204);
    }
  });

  it('we decide, give back and set a band at the same moment', async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      await fresh();
      const questions = [{ questionKey: 'supply.patching', remark: 'Since when?' }];
      const decision = { outcome: 'rejected', reason: 'Too little is proven.' };
      const band = { band: 'very_high', reason: overrideReason, until: '2027-01-31' };
      const [decided, again, back, over] = await atOnce(
        turn,
        () => approver.post<Said>(`${path}/decision`, decision),
        () => second.post<Said>(`${path}/decision`, decision),
        () => analyst.post<Said>(`${path}/change-requests`, { questions }),
        () => approver.post<Said>(`${path}/overrides`, band),
      );
      const count = [decided, again, back].filter((one) => one?.status === 201).length;
      expect(count).toBe(1);
      const { state } = (await analyst.get<{ state: string }>(path)).body;
      const decisions = await assay.database.repository(Decision).countBy({ assessmentId: id });
      const rounds = await assay.database.repository(ChangeRound).countBy({ assessmentId: id });
      expect([state, decisions, rounds]).toEqual(
        back?.status === 201 ? ['changes_requested', 0, 1] : ['decided', 1, 0],
      );
      const bands = await assay.database.repository(BandOverride).countBy({ assessmentId: id });
      expect(bands).toBe(over?.status === 201 ? 1 : 0);
      await assay.settle();
      const { body } = await analyst.get<{ band: string }>(`${path}/scores/latest`);
      if (bands) expect(body.band).toBe('very_high');
    }
  });

  it('the vendor submits while changes are asked for again', async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      await fresh();
      const asks = (who: Visitor) => () =>
        who.post<Said>(`${path}/change-requests`, {
          questions: [{ questionKey: 'supply.patching', remark: 'Since when?' }],
        });
      expect((await asks(analyst)()).status).toBe(201);
      const [secret = ''] = await secretsInLetters(assay, id);
      const bearer = { authorization: `Bearer ${secret}` };
      const submit = () =>
        assay.stranger.post<Said>('/api/v1/answering/submission', undefined, bearer);
      const [sent, , asked] = await atOnce(turn, submit, asks(other), asks(analyst));
      expect(sent?.status).toBe(201);
      const rounds = await assay.database.repository(ChangeRound).findBy({ assessmentId: id });
      expect(rounds.length).toBeLessThanOrEqual(2);
      expect(rounds.filter(({ closedAt }) => closedAt === null)).toHaveLength(rounds.length - 1);
      const { state } = (await analyst.get<{ state: string }>(path)).body;
      expect(state).toBe(rounds.length === 2 ? 'changes_requested' : 'submitted');
      expect([201, 409]).toContain(asked?.status);
    }
  });

  it('acceptances and bands end once, by however many sweeps', async () => {
    await fresh();
    const about = [await raise(), await raise(), await raise()];
    for (const one of about) {
      expect((await settle(await ask(one), 'approval', approver)()).status).toBe(204);
    }
    const band = { band: 'very_high', reason: overrideReason, until: '2027-03-31' };
    expect((await approver.post(`${path}/overrides`, band)).status).toBe(201);
    for (const one of about) await settle(await ask(one), 'approval', approver)();
    await assay.settle();
    assay.clock.set('2027-04-01T00:00:00Z');
    const sweeps = Array.from({ length: 4 }, () => [
      assay.app.get(Acceptances).endExpired(),
      assay.app.get(Overrides).endPast(),
      assay.app.get(Scorer).score(id),
    ]);
    const ended = await Promise.allSettled(sweeps.flat());
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    await assay.settle();
    for (const one of about) {
      expect((await finding(one)).state).toBe('open');
      const told = await acts(one);
      // Once when the band that was set is worse than the one it was accepted at, once when its day has passed.
      expect(times(told, 'finding.acceptance_ended')).toBe(2);
    }
    expect(times(await acts(id), 'assessment.band_set_ended')).toBe(1);
  });

  it('two engagements of one vendor are scored, and it is rated by both', async () => {
    await fresh();
    const engagement = { ...engagementFacts, name: 'Pilot' };
    const under = `/api/v1/vendors/${ids.vendorId}/engagements`;
    const { body: added } = await analyst.post<Said>(under, engagement);
    const two = await submitted(assay, analyst, { ...ids, engagementId: added.id });
    const submissions = new Map<string, string>();
    for (const one of [id, two])
      submissions.set(one, await lookedAt(analyst, `/api/v1/assessments/${one}`));
    for (let turn = 0; turn < turns * 3; turn += 1) {
      const judge = (assessment: string, judgement: string) => () =>
        analyst.put<Said>(`/api/v1/assessments/${assessment}/reviews/supply.pinned`, {
          submissionId: submissions.get(assessment),
          judgement,
          evidence: 'verified',
        });
      const [good, bad] = turn % 2 ? [id, two] : [two, id];
      const replies = await atOnce(turn, judge(good, 'meets'), judge(bad, 'does_not_meet'));
      expect(statuses(replies)).toEqual([204, 204]);
      const bands = await Promise.all(
        [id, two].map(async (one) => {
          const latest = `/api/v1/assessments/${one}/scores/latest`;
          return (await analyst.get<{ band: Band }>(latest)).body.band;
        }),
      );
      const rated = await Promise.all(
        [ids.engagementId, added.id].map((one) => assay.app.get(Engagements).byId(one)),
      );
      expect(rated.map(({ band }) => band)).toEqual(bands);
      const { band } = await assay.app.get(Vendors).byId(ids.vendorId);
      expect(band).toBe([...bands].sort((one, next) => bandRank(next) - bandRank(one))[0]);
    }
  });

  onServer('a risk is approved while its vendor is rated worse', async () => {
    await fresh({ 'supply.pinned': 'yes' });
    const about = await raise();
    const asked = await ask(about);
    const acceptances = assay.app.get(Acceptances);
    let start = (): void => undefined;
    // Waits outside the transaction that lets it go, so that it runs beside and not in it.
    const approving = new Promise<void>((go) => (start = go)).then(
      settle(asked, 'approval', approver),
    );
    await assay.database.transaction(async () => {
      await assay.app.get(Engagements).rate(ids.engagementId, 'very_high');
      await acceptances.followBands(ids.vendorId, () => ({ before: null, now: null }));
      start();
      expect((await approving).status).toBe(204);
    });
    await assay.settle();
    expect((await finding(about)).state).toBe('open');
    expect((await acceptance(asked)).endedHow).toBe('worse');
  });
});
