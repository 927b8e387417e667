import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { Letter } from '../../src/platform/mail/index.js';
import { secretLink, writeLetter } from '../platform/mail/letter-for-test.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { SmtpSink } from '../support/smtp-sink.js';

interface Entry {
  action: string;
  subject: { id: string };
}

describe('letters through the API', () => {
  let sink: SmtpSink;
  let assay: TestAssay;
  let analyst: Visitor;
  const noted = async (id: string) => {
    const { body } = await analyst.get<Entry[]>(
      `/api/v1/journal?subjectKind=letter&subjectId=${id}`,
    );
    return body.map(({ action }) => action);
  };
  const failedLetter = async () => {
    sink.answers.RCPT = '550 nobody here';
    const id = await writeLetter(assay);
    await assay.settle();
    delete sink.answers.RCPT;
    return id;
  };

  beforeAll(async () => {
    sink = await SmtpSink.start();
    assay = await startAssay({ ASSAY_SMTP_URL: sink.url });
    analyst = await assay.api('analyst');
  });
  afterAll(async () => {
    await assay.close();
    await sink.stop();
  });

  it('lists them newest first, in pages, by state, without their text', async () => {
    await writeLetter(assay, { subject: 'first' });
    assay.clock.advance(1);
    await writeLetter(assay, { subject: 'second' });
    await assay.settle();
    const { body, headers, text } =
      await analyst.get<{ subject: string }[]>('/api/v1/letters?size=1');
    expect(body).toMatchObject([
      { subject: 'second', state: 'sent', to: { email: 'rui@corridor.internal' } },
    ]);
    expect(body[0]).not.toHaveProperty('problem');
    expect(text).not.toContain(secretLink);
    const next = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1] ?? '';
    expect((await analyst.get(next)).body).toMatchObject([{ subject: 'first' }]);
    expect((await analyst.get('/api/v1/letters?state=kept')).body).toEqual([]);
  });

  it('shows the text of a letter that did not leave, never caches it, and notes who read it', async () => {
    const id = await failedLetter();
    const { body, headers } = await analyst.get<{ text: string }>(`/api/v1/letters/${id}`);
    expect(body.text).toContain(secretLink);
    expect(headers['cache-control']).toBe('no-store');
    expect(await noted(id)).toEqual(['letter.read']);
    const journal = await analyst.get(`/api/v1/journal?subjectId=${id}`);
    expect(journal.text).not.toContain(secretLink);
  });

  it('has no text for a letter that was sent, and notes nothing', async () => {
    const id = await writeLetter(assay);
    await assay.settle();
    const { body } = await analyst.get(`/api/v1/letters/${id}`);
    expect(body).toMatchObject({ state: 'sent' });
    expect(body).not.toHaveProperty('text');
    expect(await noted(id)).toEqual([]);
  });

  it('sends a failed one again, once', async () => {
    const id = await failedLetter();
    const before = sink.received.length;
    const again = () => analyst.post(`/api/v1/letters/${id}/deliveries`);
    const both = await Promise.all([again(), again()]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    await assay.settle();
    expect(sink.received).toHaveLength(before + 1);
    expect((await analyst.get(`/api/v1/letters/${id}`)).body).toMatchObject({ state: 'sent' });
    expect(await noted(id)).toEqual(['letter.resent']);
    expect((await again()).status).toBe(409);
  });

  it('does not know foreign ids, and shows a body only to who may', async () => {
    expect((await analyst.get(`/api/v1/letters/${newId()}`)).status).toBe(404);
    expect((await analyst.post(`/api/v1/letters/${newId()}/deliveries`)).status).toBe(404);
    expect((await analyst.get('/api/v1/letters/7')).status).toBe(404);
    const viewer = await assay.api('viewer');
    const id = await failedLetter();
    for (const url of ['/api/v1/letters', `/api/v1/letters/${id}`]) {
      expect((await viewer.get(url)).status).toBe(403);
      expect((await assay.stranger.get(url)).status).toBe(401);
    }
    expect((await viewer.post(`/api/v1/letters/${id}/deliveries`)).status).toBe(403);
  });

  it.each([
    ['state=lost', 'state'],
    ['size=0', 'size'],
    ['size=201', 'size'],
    ['cursor=x', 'cursor'],
    ['state=kept&state=sent', 'state'],
    ['colour=red', 'colour'],
  ])('refuses ?%s and names it', async (query, field) => {
    const { status, body } = await analyst.get<{ fields: object }>(`/api/v1/letters?${query}`);
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  it('[ASVS 11.3.2] does not show a body that was changed in the database', async () => {
    const [one, two] = [await failedLetter(), await failedLetter()];
    const letters = () => assay.database.repository(Letter);
    const { sealedBody } = await letters().findOneByOrFail({ id: two });
    await assay.database.transaction(() => letters().update({ id: one }, { sealedBody }));
    const { status, text } = await analyst.get(`/api/v1/letters/${one}`);
    expect(status).toBe(500);
    expect(text).not.toContain(secretLink);
  });
});

describe('letters that were kept', () => {
  it('are not sent as long as there is no mail server', async () => {
    const assay = await startAssay();
    try {
      const analyst = await assay.api('analyst');
      const id = await writeLetter(assay);
      const { status, body } = await analyst.post<{ detail: string }>(
        `/api/v1/letters/${id}/deliveries`,
      );
      expect(status).toBe(409);
      expect(body.detail).toMatch(/No mail server is configured/);
    } finally {
      await assay.close();
    }
  });
});
