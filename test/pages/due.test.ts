import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unescaped } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';

describe('the page of due dates', () => {
  let assay: TestAssay;
  let ada: Visitor;
  let ben: Visitor;
  let corridor: string;

  const engage = async (ownerId: string, name: string, facts: object = {}): Promise<string> => {
    const staff = await assay.api();
    const id = await addVendor(staff, { name, ownerId });
    await staff.post(`/api/v1/vendors/${id}/engagements`, { ...engagementFacts, ...facts });
    return id;
  };

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-11-26T09:00:00Z');
    ada = await assay.browser('analyst');
    ben = await assay.browser('viewer');
    assay.clock.set('2026-10-01T09:00:00Z');
    await engage(ada.userId, 'Late Labs', { endsOn: '2027-02-24' });
    assay.clock.set('2026-10-28T09:00:00Z');
    corridor = await engage(ada.userId, 'Corridor Gateway');
    await engage(ben.userId, '=HYPERLINK("http://evil.example")<b>', {
      holdsCredentials: false,
      data: ['public'],
      access: ['none'],
      criticality: 'VL',
    });
    await assay.settle();
    assay.clock.set('2026-11-26T09:00:00Z');
  });
  afterAll(() => assay.close());

  it('[ASVS 2.2.1] takes no day at which the calendar ends, on which it would count for ever', async () => {
    for (const at of ['9999-12-31', '2200-01-01', '1899-12-31', '0001-01-01']) {
      for (const address of [`/due?view=month&at=${at}`, `/due?at=${at}`, `/due.csv?at=${at}`]) {
        expect([address, (await ben.get(address)).status]).toEqual([address, 422]);
      }
    }
    for (const at of ['2199-12-31', '1900-01-01']) {
      expect((await ben.get(`/due?view=month&at=${at}`)).status).toBe(200);
    }
  });

  it('shows mine: the late on top with how late, then the week, each with where it is done', async () => {
    const { text, status } = await ada.get('/due');
    expect(status).toBe(200);
    expect(text).toMatch(
      /Late<\/h2>[\s\S]*Late Labs[\s\S]*26 days ago \(31 Oct 2026\)[\s\S]*23 Nov 2026 to 29 Nov 2026/,
    );
    expect(text).toMatch(/2 days ago \(26 Nov 2026\)|today \(26 Nov 2026\)/);
    expect(text).toMatch(/Friday, 27 Nov 2026[\s\S]*in 1 day|tomorrow \(27 Nov 2026\)/);
    expect(text).toMatch(/href="\/engagements\/[^"]+\/reassessment">Assess “/);
    expect(text).not.toContain('HYPERLINK');
  });

  it('leads a week or a month on and back in its address, and keeps the filters', async () => {
    const { text } = await ada.get('/due?kind=reassessment&tier=1&vendor=corridor');
    const hrefs = [...text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescaped(href));
    expect(hrefs).toContain('/due?at=2026-11-30&kind=reassessment&vendor=corridor&tier=1');
    expect(text).not.toContain('Late Labs');
    const month = await ada.get('/due?view=month&at=2026-12-15');
    expect(month.text).toMatch(/<table class="calendar">[\s\S]*December 2026/);
    expect(unescaped(month.text)).toContain('at=2027-01-01');
    expect(unescaped(month.text)).toContain('at=2026-11-01');
  });

  it('shows a month as a table with what is due on each day, late days included', async () => {
    const { text } = await ada.get('/due?view=month');
    expect(text).toMatch(/<time datetime="2026-11-27">27<\/time>\s*<a class="count"[^>]*>1</);
    expect(text).toMatch(/<td aria-current="date">\s*<time datetime="2026-11-26">/);
    expect(text.match(/<time datetime="2026-1[0-2]-\d\d">/g)).toHaveLength(42);
  });

  it('says that nothing is due, and what is next', async () => {
    const { text } = await ada.get('/due?at=2026-12-15&vendor=corridor&kind=contract_notice');
    expect(text).toContain('Nothing else is due in these days.');
    const nothing = await ada.get('/due?overdue=on&vendor=corridor');
    expect(nothing.text).toContain('Nothing is late');
  });

  it('shows everybody’s or another’s', async () => {
    const { text } = await ada.get('/due?owner=everyone');
    expect(text).toContain('Corridor Gateway');
    expect(text).toContain('HYPERLINK');
    const others = await ada.get(`/due?owner=${ben.userId}`);
    expect(others.text).not.toContain('Corridor Gateway');
    expect(others.text).toContain('HYPERLINK');
    expect((await ben.get('/due?owner=nobody')).text).not.toContain('Corridor');
  });

  it('refuses an address it does not know', async () => {
    for (const search of ['view=year', 'at=2026-02-30', 'tier=9', 'kind=x', 'x=1', 'at[]=1']) {
      expect([400, 422]).toContain((await ada.get(`/due?${search}`)).status);
    }
  });

  it('gives what is seen as CSV, in which nothing is a formula', async () => {
    const { text, headers } = await ada.get('/due.csv?owner=everyone');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const [head, ...rows] = text.split('\r\n');
    expect(head).toBe('\ufeffDue,Late,What,Kind,Vendor,Tier,Owner');
    expect(rows.filter(Boolean)).toHaveLength(4);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")<b>"`);
    expect(rows[0]).toContain(
      '2026-10-31,late,Assess “Gateway for all prompts” in full,Reassessment,Late Labs,1,',
    );
  });

  it('shows a vendor’s on its own page', async () => {
    const { text } = await ada.get(`/vendors/${corridor}/due`);
    expect(text).toMatch(/Ahead<\/h2>[\s\S]*Assess “Gateway for all prompts” in full/);
    const bare = await engage(ada.userId, 'Bare');
    expect((await ada.get(`/vendors/${bare}/due`)).text).toContain('Nothing is due yet');
  });

  it('makes, shows once, replaces and revokes the address of the calendar', async () => {
    expect((await ada.get('/due/calendar')).text).toContain('Make an address');
    const made = await ada.post('/due/calendar');
    const [, path = ''] = /(\/calendar\/[\w-]{43}\.ics)/.exec(made.text) ?? [];
    expect((await assay.stranger.get(path)).status).toBe(200);
    const again = await ada.get('/due/calendar');
    expect(again.text).toContain('Replace the address');
    expect(again.text).not.toContain(path);
    await ada.post('/due/calendar');
    expect((await assay.stranger.get(path)).status).toBe(404);
    expect((await ada.post('/due/calendar/revocation')).status).toBe(303);
    expect((await ada.post('/due/calendar/revocation')).status).toBe(303);
    expect((await ada.get('/due/calendar')).text).toContain('Make an address');
  });
});
