import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Letter } from '../../../src/platform/mail/index.js';
import { startAssay, type TestAssay } from '../../support/app.js';
import { selfSigned, TestMailServer, type Behaviour } from '../../support/mail-server.js';
import { writeLetter } from './letter-for-test.js';

const hours = 3_600_000;

describe('a mail server that fails [case 19]', () => {
  let server: TestMailServer;
  let assay: TestAssay;
  const letter = (id: string) => assay.database.repository(Letter).findOneByOrFail({ id });
  const outbox = async (id: string) =>
    (await (await assay.browser('administrator')).get(`/outbox/${id}`)).text;
  const later = async () => {
    assay.clock.advance(hours);
    await assay.settle();
  };

  beforeAll(async () => {
    server = await TestMailServer.start();
    assay = await startAssay({ ASSAY_SMTP_URL: server.url });
  });
  afterEach(async () => {
    server.behaviour = {};
    // Nothing of one test is left for the next.
    for (let times = 0; times < 3; times += 1) await later();
    server.taken.length = 0;
  });
  afterAll(async () => {
    await assay.close();
    await server.stop();
  });

  it.each<[string, Behaviour, RegExp]>([
    ['hangs at its greeting', { hangsAtGreeting: true }, /did not answer in time/],
    ['is busy', { refusesTo: [451, 'Greylisted, come again'] }, /could not take it now \(451\)/],
    ['has no room', { refusesMessage: [452, 'No room'] }, /could not take it now \(452\)/],
    ['drops in the middle', { dropsInMessage: true }, /fell silent before it said yes/],
  ])('that %s: the letter waits, says why, and leaves once later', async (_, behaviour, why) => {
    server.behaviour = behaviour;
    const id = await writeLetter(assay);
    await assay.settle();
    const waiting = await letter(id);
    expect(waiting).toMatchObject({ state: 'waiting', sentAt: null });
    expect(waiting.problem).toMatch(why);
    expect(waiting.sealedBody).not.toBeNull();
    expect(await outbox(id)).toMatch(why);
    expect(server.taken).toHaveLength(0);
    server.behaviour = {};
    await later();
    expect(await letter(id)).toMatchObject({ state: 'sent', problem: null });
    const [mail, ...more] = await server.parsed();
    expect(mail?.messageId).toBe((await letter(id)).messageId);
    expect(more).toEqual([]);
    await later();
    expect(server.taken).toHaveLength(1);
  });

  it.each<[string, Behaviour, string]>([
    ['our sender', { refusesFrom: [553, 'Not your address'] }, '553 Not your address'],
    ['the recipient', { refusesTo: [550, 'Nobody here'] }, '550 Nobody here'],
    ['the message', { refusesMessage: [554, 'Looks like spam'] }, '554 Looks like spam'],
  ])(
    'that refuses %s: the letter has failed, and is not tried again',
    async (_, behaviour, said) => {
      server.behaviour = behaviour;
      const id = await writeLetter(assay);
      await assay.settle();
      const failed = { state: 'failed', problem: `The mail server refused it: ${said}` };
      expect(await letter(id)).toMatchObject(failed);
      expect(await outbox(id)).toContain(said);
      server.behaviour = {};
      await later();
      expect(server.taken).toHaveLength(0);
      const again = await (await assay.api()).post(`/api/v1/letters/${id}/deliveries`);
      expect(again.status).toBeLessThan(300);
      await assay.settle();
      expect(await letter(id)).toMatchObject({ state: 'sent' });
      expect(server.taken).toHaveLength(1);
    },
  );

  it.each<[string, Behaviour]>([
    ['drops the connection', { dropsAfterMessage: true }],
    ['never answers', { hangsAfterMessage: true }],
  ])(
    'that has the message and %s: it may come twice, with one Message-ID: mail is at least once',
    async (_, behaviour) => {
      server.behaviour = behaviour;
      const id = await writeLetter(assay);
      await assay.settle();
      const { state, problem } = await letter(id);
      expect(state).toBe('waiting');
      expect(problem).toMatch(/may have it already/);
      server.behaviour = {};
      await later();
      await later();
      expect(await letter(id)).toMatchObject({ state: 'sent', problem: null });
      const ids = (await server.parsed()).map(({ messageId }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
    },
  );

  it('that fails for good: the letter has failed after six tries, and says why', async () => {
    server.behaviour = { refusesTo: [451, 'Greylisted'] };
    const id = await writeLetter(assay);
    for (let times = 0; times < 8; times += 1) {
      await assay.settle();
      assay.clock.advance(2 * hours);
    }
    expect(await letter(id)).toMatchObject({ state: 'failed' });
    expect(await outbox(id)).toContain('could not take it now (451)');
    expect(server.taken).toHaveLength(0);
  });
});

describe('a mail server whose certificate nobody vouches for', () => {
  const encrypting = { disabledCommands: ['AUTH'], ...selfSigned() };

  it('gets no letter: links travel only to whom we know', async () => {
    const server = await TestMailServer.start(encrypting);
    const assay = await startAssay({ ASSAY_SMTP_URL: server.url });
    try {
      const id = await writeLetter(assay);
      await assay.settle();
      const { state, problem } = await assay.database.repository(Letter).findOneByOrFail({ id });
      expect(state).toBe('waiting');
      expect(problem).toMatch(/certificate/);
      expect(server.taken).toHaveLength(0);
    } finally {
      await assay.close();
      await server.stop();
    }
  });

  it('gets them where the operator says so, encrypted', async () => {
    const server = await TestMailServer.start(encrypting);
    const url = `${server.url}&tls.rejectUnauthorized=false`;
    const assay = await startAssay({ ASSAY_SMTP_URL: url });
    try {
      await writeLetter(assay);
      await assay.settle();
      expect(server.taken.map(({ secure }) => secure)).toEqual([true]);
    } finally {
      await assay.close();
      await server.stop();
    }
  });
});
