import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../../../src/platform/config/index.js';
import { Job } from '../../../src/platform/jobs/index.js';
import { Letter, Letters } from '../../../src/platform/mail/index.js';
import { startAssay, type TestAssay } from '../../support/app.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { letterTo, secretLink, writeLetter } from './letter-for-test.js';

describe('letters by SMTP', () => {
  let sink: SmtpSink;
  let assay: TestAssay;
  const letter = (id: string) => assay.database.repository(Letter).findOneByOrFail({ id });
  const hours = 3_600_000;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    assay = await startAssay({
      ASSAY_SMTP_URL: sink.url,
      ASSAY_BASE_URL: 'https://assay.meridian.example',
      ASSAY_MAIL_FROM: 'assay@meridian.example',
    });
  });
  afterEach(() => {
    sink.received.length = 0;
    for (const step of Object.keys(sink.answers)) delete sink.answers[step as 'RCPT'];
  });
  afterAll(async () => {
    await assay.close();
    await sink.stop();
  });

  it('leave after the transaction, as text and HTML, with our name and a stable id', async () => {
    const id = await writeLetter(assay);
    await assay.settle();
    expect(sink.received).toHaveLength(1);
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = sink.received;
    expect({ from, to }).toEqual({ from: 'assay@meridian.example', to: ['rui@corridor.internal'] });
    expect(raw).toMatch(/^From: Meridian Bank <assay@meridian.example>\r$/m);
    expect(raw).toMatch(/^To: Rui Almeida <rui@corridor.internal>\r$/m);
    expect(raw).toMatch(/^Reply-To: Ada Moreau <ada@meridian.example>\r$/m);
    expect(raw).toContain(`Message-ID: <${id}@assay.meridian.example>`);
    expect(raw).toContain('Content-Type: multipart/alternative');
    expect(raw).toMatch(/Content-Type: text\/plain/);
    expect(raw).toMatch(/Content-Type: text\/html/);
    expect(raw).not.toMatch(/<img/i);
  });

  it('[ASVS 14.2.1] keep nothing of their link once they were sent', async () => {
    const id = await writeLetter(assay);
    await assay.settle();
    const sent = await letter(id);
    expect(sent).toMatchObject({ state: 'sent', sealedBody: null, problem: null });
    expect(sent.sentAt?.toISOString()).toBe(assay.clock.now().toISOString());
    const rows = [
      ...(await assay.database.repository(Letter).find()),
      ...(await assay.database.repository(Job).find()),
    ];
    expect(JSON.stringify(rows)).not.toContain(secretLink.slice(-20));
  });

  it('are stored sealed while they wait', async () => {
    sink.answers.greeting = '421 come back later';
    const id = await writeLetter(assay);
    await assay.settle();
    const { sealedBody } = await letter(id);
    expect(sealedBody).toMatch(/^v1\./);
    expect(sealedBody).not.toContain('Rui');
    delete sink.answers.greeting;
    assay.clock.advance(hours);
    await assay.settle();
  });

  it('vanish with the transaction that is undone', async () => {
    const letters = assay.app.get(Letters, { strict: false });
    const before = await assay.database.repository(Letter).count();
    const work = assay.database.transaction(async () => {
      await letters.write(letterTo());
      throw new Error('wanted');
    });
    await expect(work).rejects.toThrow('wanted');
    await assay.settle();
    expect(sink.received).toEqual([]);
    expect(await assay.database.repository(Letter).count()).toBe(before);
  });

  it('can only be written inside a transaction', async () => {
    const letters = assay.app.get(Letters, { strict: false });
    await expect(letters.write(letterTo())).rejects.toThrow();
  });

  it.each<['MAIL' | 'RCPT' | 'message', string]>([
    ['MAIL', '553 5.7.1 not your address'],
    ['RCPT', '550 5.1.1 nobody here'],
    ['message', '554 5.7.1 looks like spam'],
  ])('fail for good when the server says no at %s', async (step, answer) => {
    sink.answers[step] = answer;
    const id = await writeLetter(assay);
    await assay.settle();
    expect(await letter(id)).toMatchObject({
      state: 'failed',
      problem: `The mail server refused it: ${answer}`,
    });
    assay.clock.advance(24 * hours);
    delete sink.answers[step];
    await assay.settle();
    expect(sink.received).toEqual([]);
  });

  it.each<['greeting' | 'RCPT' | 'message', string]>([
    ['greeting', '554 no service now'],
    ['RCPT', '451 greylisted'],
    ['message', '452 no room'],
  ])('are tried again when the server says later at %s, with the same id', async (step, answer) => {
    sink.answers[step] = answer;
    const id = await writeLetter(assay);
    await assay.settle();
    const waiting = await letter(id);
    expect(waiting.state).toBe('waiting');
    expect(waiting.problem).toContain(answer.slice(0, 3));
    delete sink.answers[step];
    assay.clock.advance(hours);
    await assay.settle();
    expect((await letter(id)).state).toBe('sent');
    expect(sink.received.map(({ raw }) => raw.includes(`<${id}@`))).toEqual([true]);
  });

  it('let nobody write other headers or other recipients', async () => {
    await writeLetter(assay, {
      to: { name: 'Rui\r\nBcc: all@corridor.internal', email: 'rui@corridor.internal' },
      subject: 'Questions\r\nBcc: all@corridor.internal\r\n\r\nAnother body',
      from: 'Meridian" <ceo@meridian.example>, "',
    });
    await assay.settle();
    const [{ to, raw } = { to: [], raw: '' }] = sink.received;
    expect(to).toEqual(['rui@corridor.internal']);
    const head = raw.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^To: "?Rui Bcc: all@corridor\.internal"? <rui@corridor\.internal>\r$/m);
    expect(head).toMatch(
      /^From: "Meridian\\" <ceo@meridian\.example>, \\"" <assay@meridian\.example>\r$/m,
    );
  });

  it('to addresses that belong to nobody never leave', async () => {
    const letters = assay.app.get(Letters, { strict: false });
    for (const email of ['rui@corridor.example', 'rui@sub.corridor.TEST', 'rui@localhost']) {
      const id = await writeLetter(assay, { to: { name: 'Rui Almeida', email } });
      await assay.settle();
      expect((await letter(id)).state).toBe('kept');
      const again = assay.database.transaction(() => letters.sendAgain(id));
      await expect(again).rejects.toThrow(/belongs to nobody/);
    }
    expect(sink.received).toEqual([]);
  });

  it('do not open files or addresses named in them', async () => {
    await writeLetter(assay, { html: '<img src="file:///etc/passwd">', text: '/etc/passwd' });
    await assay.settle();
    expect(sink.received[0]?.raw).not.toContain('root:');
  });

  it('do not reach a server that is down, and say so without an address', async () => {
    const port = sink.url;
    await sink.stop();
    const id = await writeLetter(assay);
    await assay.settle();
    const { state, problem } = await letter(id);
    expect(state).toBe('waiting');
    expect(problem).toMatch(/could not be reached/);
    expect(problem).not.toContain(port.split(':').at(-1));
  });
});

describe('letters without SMTP', () => {
  it('are kept, sealed, and no job waits for them', async () => {
    const assay = await startAssay();
    try {
      const id = await writeLetter(assay);
      const kept = await assay.database.repository(Letter).findOneByOrFail({ id });
      expect(kept.state).toBe('kept');
      expect(kept.sealedBody).toMatch(/^v1\./);
      expect(await assay.database.repository(Job).countBy({ kind: 'letter.waiting' })).toBe(0);
      const { data } = assay.app.get(Config);
      const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      const stored = files.map((one) => readFileSync(join(one.parentPath, one.name)));
      expect(stored.length).toBeGreaterThan(0);
      expect(stored.some((content) => content.includes(secretLink.slice(-30)))).toBe(false);
    } finally {
      await assay.close();
    }
  });
});
