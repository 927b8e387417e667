import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { linkedText } from '../../src/pages/operations/linked-text.js';
import { newId } from '../../src/platform/ids.js';
import { secretLink, writeLetter } from '../platform/mail/letter-for-test.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { SmtpSink } from '../support/smtp-sink.js';

describe('the Outbox without a mail server', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.browser('analyst');
  });
  afterAll(() => assay.close());

  it('says why letters are kept and how to change that', async () => {
    const { status, text } = await analyst.get('/outbox');
    expect(status).toBe(200);
    expect(text).toContain('No letters yet');
    expect(text).toContain('No mail server is configured');
    expect(text).toContain('ASSAY_SMTP_URL=');
  });

  it('shows a letter with its link to open, others’ words only as text', async () => {
    const id = await writeLetter(assay, {
      subject: '<script>alert(1)</script>',
      to: { name: 'Rui <b>', email: 'rui@corridor.internal' },
    });
    const list = await analyst.get('/outbox');
    expect(list.text).toContain(`href="/outbox/${id}"`);
    expect(list.text).toContain('Kept here');
    const { text, headers } = await analyst.get(`/outbox/${id}`);
    expect(text).toContain(`<a href="${secretLink}" rel="noopener noreferrer">${secretLink}</a>`);
    expect(text).toContain('Thank you &lt;very&gt; much.');
    expect(text).not.toMatch(/<script>alert|Rui <b>/);
    expect(text).not.toContain('/deliveries');
    expect(headers['cache-control']).toBe('no-store');
    const journal = await analyst.get(`/journal?subjectId=${id}`);
    expect(journal.text).toContain('Letter read');
  });

  it('opens for who may read letters, and knows no foreign ones', async () => {
    expect((await (await assay.browser('viewer')).get('/outbox')).status).toBe(403);
    expect((await assay.stranger.get('/outbox', { accept: 'text/html' })).status).toBe(303);
    expect((await analyst.get(`/outbox/${newId()}`)).status).toBe(404);
  });
});

describe('the Outbox with a mail server', () => {
  let sink: SmtpSink;
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    assay = await startAssay({ ASSAY_SMTP_URL: sink.url });
    analyst = await assay.browser('analyst');
  });
  afterEach(() => {
    delete sink.answers.RCPT;
  });
  afterAll(async () => {
    await assay.close();
    await sink.stop();
  });

  it('shows what became of a letter, its text no more', async () => {
    const id = await writeLetter(assay);
    await assay.settle();
    const { text } = await analyst.get(`/outbox/${id}`);
    expect(text).toContain('The text was removed when the letter was sent');
    expect(text).not.toContain(secretLink);
  });

  it('says why one failed, and sends it again', async () => {
    sink.answers.RCPT = '550 5.1.1 nobody here';
    const id = await writeLetter(assay);
    await assay.settle();
    delete sink.answers.RCPT;
    const failed = await analyst.get(`/outbox/${id}`);
    expect(failed.text).toContain('550 5.1.1 nobody here');
    expect(failed.text).toContain('Send it again');
    const again = await analyst.post(`/outbox/${id}/deliveries`, {});
    expect(again.status).toBe(303);
    expect(again.headers['location']).toBe(`/outbox/${id}`);
    await assay.settle();
    expect((await analyst.get('/outbox?state=failed')).text).toContain(
      'No letter is in this state',
    );
    const late = await analyst.post(`/outbox/${id}/deliveries`, {});
    expect([late.status, late.headers['location']]).toEqual([303, `/outbox/${id}`]);
    expect(decodeURIComponent(String(late.headers['set-cookie']))).toContain(
      'This letter was sent',
    );
  });

  it('does not send when another site asks for it', async () => {
    const id = await writeLetter(assay);
    const { status } = await analyst.post(
      `/outbox/${id}/deliveries`,
      {},
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(status).toBe(403);
  });
});

describe('text with addresses', () => {
  it.each([
    ['Open https://a.example/x?y=1&z=2.', ['https://a.example/x?y=1&z=2']],
    ['(https://a.example), http://b.example/!', ['https://a.example', 'http://b.example/']],
    ['javascript:alert(1) ftp://a.example mailto:a@b.example', []],
    ['', []],
  ])('finds those in %j and loses nothing', (text, links) => {
    const pieces = linkedText(text);
    expect(pieces.flatMap(({ href }) => href ?? [])).toEqual(links);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});
