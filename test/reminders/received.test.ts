import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Letter } from '../../src/platform/mail/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { TestMailServer } from '../support/mail-server.js';
import { aVendor, changeUser, owe, run } from './owing.js';

/** Reads digests as they arrive: by a real server, and by a parser that is not ours. */
describe('a digest as it arrives', () => {
  let server: TestMailServer;
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    server = await TestMailServer.start();
    assay = await startAssay({
      ASSAY_SMTP_URL: server.url,
      ASSAY_BASE_URL: 'https://assay.meridian.internal',
      ASSAY_MAIL_FROM: 'assay@meridian.internal',
    });
  });
  afterEach(() => {
    server.taken.length = 0;
  });
  afterAll(async () => {
    await assay.close();
    await server.stop();
  });

  /** The one mail that somebody gets of what is due at a vendor of this name. */
  const digest = async (vendor: string, title: string, name = 'Ines Okafor') => {
    staff = await assay.api('analyst');
    await changeUser(assay, staff.userId, { name, email: `${staff.userId}@meridian.internal` });
    const vendorId = await aVendor(assay, staff, vendor);
    await owe(assay, { vendorId, ownerId: staff.userId, dueOn: '2026-11-25', title });
    await run(assay);
    const mails = await server.parsed();
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    if (!mail) throw new Error('There is no mail.');
    return mail;
  };

  it('has both parts, saying the same, and the headers of such letters', async () => {
    const mail = await digest('Corridor Gateway', 'Renew the SOC 2 report');
    expect(mail.subject).toBe(
      'Renew the SOC 2 report (Corridor Gateway): due 25 Nov 2026, in 2 days',
    );
    expect(mail.to).toMatchObject({ text: `"Ines Okafor" <${staff.userId}@meridian.internal>` });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const list = mail.headers.get('list') as unknown as Record<string, Record<string, string>>;
    expect(list['id']).toMatchObject({ name: 'reminders.assay.meridian.internal' });
    expect(list['unsubscribe']?.['url']).toMatch(
      /^https:\/\/assay\.meridian\.internal\/digests-off\/[A-Za-z0-9_-]{43}$/,
    );
    expect(list['unsubscribe-post']).toMatchObject({ name: 'List-Unsubscribe=One-Click' });
    const [letter] = await assay.database.repository(Letter).find({ order: { id: 'DESC' } });
    expect(mail.messageId).toBe(letter?.messageId);
    expect(letter).toMatchObject({ state: 'sent', sealedBody: null });
    for (const part of [mail.text ?? '', mail.html || '']) {
      for (const said of ['Renew the SOC 2 report', 'Corridor Gateway', '25 Nov 2026', 'in 2 days'])
        expect(part).toContain(said);
      expect(part).toContain('https://assay.meridian.internal/reminders');
    }
    expect(mail.html || '').not.toMatch(/<img|<script|\bsrc=|url\(|http:/i);
    expect(mail.attachments).toEqual([]);
  });

  it('keeps every line short enough to travel, and every letter of any script', async () => {
    const title = `${'Überprüfung der 監査 отчёт '.repeat(18)}Ende`;
    const mail = await digest('Ångström 量子 Лаб', title);
    const lines = server.taken[0]?.raw.toString('latin1').split('\r\n') ?? [];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(server.taken[0]?.raw.every((byte) => byte < 128)).toBe(true);
    expect(mail.text).toContain(title);
    expect(mail.html || '').toContain(title);
    expect(mail.subject).toContain('Ångström 量子 Лаб');
  });

  it.each([
    ['Corridor" <ceo@meridian.internal>, "', 'Renew "it"'],
    ['=?utf-8?q?Bcc=3A_all?=', '=?utf-8?B?QmNjOiBhbGw=?='],
    ['{{constructor}} ${1} <%= 1 %>', '{{#each}}'],
    ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>'],
    ["'; DROP TABLE letter; --", '.\r\n.\r\nQUIT'.replace(/\r\n/g, ' ')],
  ])('lets no name write headers or markup: %s', async (vendor, title) => {
    const mail = await digest(vendor, title, `Ines "${'x'.repeat(40)}" <other@meridian.internal>`);
    expect(server.taken[0]?.to).toEqual([`${staff.userId}@meridian.internal`]);
    expect([mail.to].flat().flatMap((to) => to?.value ?? [])).toHaveLength(1);
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toContain(vendor);
    expect(mail.text).toContain(title);
    expect(mail.html || '').not.toMatch(/<script|<img/i);
  });
});
