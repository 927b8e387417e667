import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Templates } from '../../../src/platform/templates/index.js';

const root = mkdtempSync(join(tmpdir(), 'helpers-'));
mkdirSync(join(root, 'pages'));

afterAll(() => rmSync(root, { recursive: true }));

function render(source: string, view: object = {}): string {
  writeFileSync(join(root, 'pages/one.hbs'), source);
  return new Templates({ root }).render('pages/one', view);
}

describe('choices', () => {
  it.each([
    ['{{#if (eq a 1)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (eq a "1")}}yes{{else}}no{{/if}}', 'no'],
    ['{{#if (ne a 2)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (gt a 0)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (not none)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (not empty)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (and a b)}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if (and a none)}}yes{{else}}no{{/if}}', 'no'],
    ['{{or none empty "last"}}', 'last'],
    ['{{or none b "last"}}', 'bee'],
  ])('%s → %s', (source, expected) => {
    expect(render(source, { a: 1, b: 'bee', none: null, empty: [] })).toBe(expected);
  });
});

describe('words', () => {
  it.each([
    ['{{concat "a-" n "-" none "z"}}', 'a-3-z'],
    ['{{mailAddress "a@b.example"}}', 'a@b.example'],
    ['{{mailAddress "purged-7@purged.invalid"}}', ''],
    ['{{join list}}', 'x, &lt;y&gt;'],
    ['{{join list " / "}}', 'x / &lt;y&gt;'],
    ['{{plural 1 "vendor" "vendors"}}', '1 vendor'],
    ['{{plural 0 "vendor" "vendors"}}', '0 vendors'],
    ['{{plural many "vendor" "vendors"}}', '1,204 vendors'],
    ['{{lines text}}', 'one<br>&lt;b&gt;two&lt;/b&gt;<br>three'],
  ])('%s → %s', (source, expected) => {
    const view = { n: 3, many: 1204, list: ['x', '<y>'], text: 'one\r\n<b>two</b>\nthree' };
    expect(render(source, view)).toBe(expected);
  });

  it('cssText cannot leave its string', () => {
    const hostile = '";} body{display:none} </style><script>\n\\';
    const html = render('{{cssText name}}', { name: hostile });
    expect(html.slice(1, -1)).not.toMatch(/["<>{};\n/]/);
    expect(render('{{cssText name}}', { name: 'Ångström 4' })).toBe('"Ångström 4"');
    const long = render('{{cssText name}}', { name: 'W'.repeat(60) });
    expect(long.split('\\200b ').map((part) => part.length)).toEqual([25, 24, 13]);
  });
});

describe('figures', () => {
  it.each([
    ['{{figure 49.55}}', '49.6'],
    ['{{figure 62.125}}', '62.1'],
    ['{{figure 50}}', '50.0'],
    ['{{figure none}}', ''],
    ['{{integer 14032.5}}', '14,033'],
    ['{{percent 0.125}}', '13%'],
    ['{{percent 61 76}}', '80%'],
    ['{{percent 0 0}}', '0%'],
    ['{{percent none}}', ''],
  ])('%s → %s', (source, expected) => {
    expect(render(source)).toBe(expected);
  });
});

describe('days and instants', () => {
  it.each([
    ['{{day "2026-12-04"}}', '4 Dec 2026'],
    ['{{day "2026-12-04T23:59:59Z"}}', '4 Dec 2026'],
    ['{{day date}}', '4 Dec 2026'],
    ['{{day none}}', ''],
    ['{{until "2026-12-04"}}', 'in 12 days (4 Dec 2026)'],
    ['{{until "2026-11-19"}}', '3 days ago (19 Nov 2026)'],
    ['{{until "2026-11-22"}}', 'today (22 Nov 2026)'],
    ['{{until "2026-11-23"}}', 'tomorrow (23 Nov 2026)'],
    ['{{until "2026-11-21"}}', 'yesterday (21 Nov 2026)'],
    ['{{#each list}}{{until this}}{{/each}}', 'in 1,461 days (22 Nov 2030)'],
    ['{{until none}}', ''],
  ])('%s → %s', (source, expected) => {
    const view = {
      today: '2026-11-22',
      date: new Date('2026-12-04T01:00:00Z'),
      list: ['2030-11-22'],
    };
    expect(render(source, view)).toBe(expected);
  });

  it('until needs to know today, and day refuses what is no day', () => {
    expect(() => render('{{until "2026-12-04"}}')).toThrow('needs `today`');
    expect(() => render('{{day "soon"}}')).toThrow('not a day');
  });
});

describe('charts and fonts', () => {
  it('refuses a chart it does not know', () => {
    expect(() => render('{{chart "pie" rows}}')).toThrow('no chart named pie');
    expect(() => render('{{chart "constructor" rows}}')).toThrow('no chart named constructor');
  });

  it('embeds the report face in three weights', () => {
    const css = render('{{fontFaces}}');
    expect(css.match(/@font-face/g)).toHaveLength(6);
    expect(css).not.toMatch(/url\((?!data:font\/woff2;base64,)/);
  });
});
