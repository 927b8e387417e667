import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Templates } from '../../../src/platform/templates/index.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'templates-'));
});

afterEach(() => rmSync(home, { recursive: true }));

function write(files: Record<string, string>, below = 'templates'): string {
  const root = join(home, below);
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const templatesOf = (files: Record<string, string>) => new Templates({ root: write(files) });
const renderOne = (source: string, view: object) =>
  templatesOf({ 'pages/one.hbs': source }).render('pages/one', view);

describe('rendering', () => {
  it('puts a page into its layout, with partials, whether it was made ready before or not', async () => {
    const files = {
      'layouts/page.hbs': '<title>{{title}}</title><main>{{@body}}</main>',
      'partials/forms/field.hbs': '<label>{{label}}</label>',
      'pages/vendors/list.hbs': '<h1>{{title}}</h1>{{> forms/field label="Name & town"}}',
    };
    const [list, layout] = ['pages/vendors/list', { layout: 'page' }] as const;
    const prepared = templatesOf(files);
    for (const _ of ['once', 'again']) await prepared.prepare(list, layout);
    for (const templates of [templatesOf(files), prepared]) {
      expect(templates.render(list, { title: 'A < B' }, layout)).toBe(
        '<title>A &lt; B</title><main><h1>A &lt; B</h1><label>Name &amp; town</label></main>',
      );
    }
  });

  it('passes a block to a partial', () => {
    const templates = templatesOf({
      'partials/panel.hbs': '<section>{{> @partial-block}}</section>',
      'pages/one.hbs': '{{#> panel}}{{name}}{{/panel}}',
    });
    expect(templates.render('pages/one', { name: 'x' })).toBe('<section>x</section>');
  });

  it('escapes in HTML and leaves text alone in .txt templates', () => {
    const templates = templatesOf({
      'mail/letter.hbs': '{{name}} {{instant at}}',
      'mail/letter.txt.hbs': '{{name}} {{instant at}}',
    });
    const view = { name: 'R&D', at: '2026-12-04T14:05:09Z' };
    expect(templates.render('mail/letter', view)).toBe(
      'R&amp;D <time datetime="2026-12-04T14:05:09.000Z">4 Dec 2026, 14:05 UTC</time>',
    );
    expect(templates.render('mail/letter.txt', view)).toBe('R&D 4 Dec 2026, 14:05 UTC');
  });

  it('embeds the style sheet that lies beside the template', () => {
    const templates = templatesOf({
      'layouts/report.hbs': '<style>{{stylesheet "layouts/report"}}{{stylesheet}}</style>{{@body}}',
      'layouts/report.css': 'a > b{}',
      'reports/risk/report.hbs': 'x',
      'reports/risk/report.css': 'c > d{}',
    });
    expect(templates.render('reports/risk/report', {}, { layout: 'report' })).toBe(
      '<style>a > b{}c > d{}</style>x',
    );
  });

  it('lists its names without layouts and partials, and throws for a name it lacks', () => {
    const templates = templatesOf({
      'layouts/page.hbs': '',
      'partials/band.hbs': '',
      'pages/b.hbs': '',
      'pages/a.hbs': '',
    });
    expect(templates.names()).toEqual(['pages/a', 'pages/b']);
    expect(templates.has('pages/a')).toBe(true);
    expect(() => templates.render('pages/c', {})).toThrow('there is no template named pages/c');
    expect(() => templates.render('../../etc/passwd', {})).toThrow('there is no template');
    expect(() => templates.render('pages/a', {}, { layout: 'none' })).toThrow('layouts/none');
  });

  it('reads files again only when told to', () => {
    const root = write({ 'pages/one.hbs': 'old' });
    const fixed = new Templates({ root });
    const reloading = new Templates({ root, reload: true });
    write({ 'pages/one.hbs': 'new' });
    expect(fixed.render('pages/one', {})).toBe('old');
    expect(reloading.render('pages/one', {})).toBe('new');
  });
});

describe('a team’s own reports', () => {
  it('override ours and stand beside them', () => {
    const root = write({ 'reports/risk/report.hbs': 'ours', 'reports/risk/report.css': 'css' });
    const overrides = write(
      { 'reports/risk/report.hbs': 'theirs {{stylesheet}}', 'reports/board/report.hbs': 'board' },
      'mine',
    );
    const templates = new Templates({ root, overrides });
    expect(templates.render('reports/risk/report', {})).toBe('theirs css');
    expect(templates.names()).toContain('reports/board/report');
  });

  it('may be missing altogether', () => {
    const root = write({ 'pages/one.hbs': 'one' });
    expect(new Templates({ root, overrides: join(home, 'none') }).names()).toEqual(['pages/one']);
  });

  it('cannot replace a page', () => {
    const root = write({ 'pages/one.hbs': 'one' });
    const overrides = write({ 'pages/one.hbs': 'mine' }, 'mine');
    expect(() => new Templates({ root, overrides })).toThrow('only reports/<name>/');
  });
});

describe('what start-up refuses', () => {
  it.each([
    ['unescaped text', '{{{name}}}', 'writes unescaped text'],
    ['unescaped text by &', '{{&name}}', 'writes unescaped text'],
    ['an unescaped value inside a block', '{{#if a}}{{#each b}}{{{this}}}{{/each}}{{/if}}', 'unescaped'],
    ['a helper it does not know', '{{shout name}}', 'unknown helper shout'],
    ['the log helper', '{{log name}}', 'unknown helper log'],
    ['a decorator', '{{#*inline "a"}}x{{/inline}}', 'uses a decorator'],
    ['a partial chosen while rendering', '{{> (lookup . "name")}}', 'while rendering'],
    ['a partial that does not exist', '{{> nothing}}', 'partial nothing, which does not exist'],
    ['a template that does not parse', '{{#if a}}', 'Parse error'],
  ])('%s', (_what, source, message) => {
    expect(() => templatesOf({ 'pages/one.hbs': source })).toThrow(message);
  });
});

describe('templates that were shipped', () => {
  const wrong = { 'pages/one.hbs': 'one', 'pages/two.hbs': '{{{name}}}' };

  it('are looked at before their first use, and not before', async () => {
    const templates = new Templates({ root: write(wrong), shipped: true });
    expect(templates.render('pages/one', {})).toBe('one');
    for (const _ of ['once', 'again']) {
      await expect(templates.prepare('pages/two')).rejects.toThrow('writes unescaped text');
      expect(() => templates.render('pages/two', { name: 'x' })).toThrow('writes unescaped text');
    }
  });

  it('leave those of a team to be looked at at once', () => {
    const root = write(wrong);
    const overrides = write({ 'reports/board/report.hbs': '{{> nothing}}' }, 'mine');
    expect(() => new Templates({ root, overrides, shipped: true })).toThrow('does not exist');
  });

  it('are right, all of them', () => {
    const root = join(import.meta.dirname, '../../../templates');
    expect(new Templates({ root }).names().length).toBeGreaterThan(150);
  });
});

describe('known attacks on Handlebars [ASVS 1.3.6]', () => {
  it.each([
    ['{{constructor.name}}'],
    ['{{name.constructor.name}}'],
    ['{{#with name}}{{constructor.constructor}}{{/with}}'],
    ['{{lookup name "constructor"}}'],
    ['{{__proto__.toString}}'],
    ['{{#with (lookup . "__proto__")}}{{toString}}{{/with}}'],
    ['{{lookup (lookup this "constructor") "name"}}'],
    ['{{toString}}'],
    ['{{name.length.constructor}}'],
    ['{{@root.constructor.name}}'],
    ['{{list.__defineGetter__}}'],
  ])('%s gives nothing', (source) => {
    expect(renderOne(source, { name: 'n', list: [1] })).toBe('');
  });

  it.each([
    ['{{helperMissing "x"}}'],
    ['{{#helperMissing "x"}}x{{/helperMissing}}'],
    ['{{#with "constructor"}}{{#helperMissing .}}x{{/helperMissing}}{{/with}}'],
    ['{{#blockHelperMissing . "x"}}{{/blockHelperMissing}}'],
  ])('%s is refused at start-up', (source) => {
    expect(() => templatesOf({ 'pages/one.hbs': source })).toThrow(/unknown helper/);
  });

  it.each([
    ['__proto__', JSON.parse('{"a":[{"__proto__":{"x":1}}]}') as object, 'a[0]'],
    ['constructor', { constructor: 1 }, 'view has the key constructor'],
    ['prototype', { a: { prototype: {} } }, 'view.a has the key prototype'],
    ['a function', { a: () => 1 }, 'view.a is a function'],
    ['an object of a class', { a: new Map() }, 'view.a is a Map'],
    ['an object with an inherited key', { a: Object.create({ x: 1 }) as object }, 'view.a is a'],
    ['not a number', { a: [Number.NaN] }, 'view.a[0] is NaN'],
    ['a circle', circle(), 'nested deeper'],
  ])('a view with %s is refused', (_what, view, message) => {
    expect(() => renderOne('x', view)).toThrow(message);
  });

  it('never treats a stored syntax tree as a template', () => {
    const tree = { type: 'Program', body: [], loc: {} };
    expect(renderOne('{{a}}', { a: tree })).toBe('[object Object]');
  });

  it('is not led astray by a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'polluted', { value: 'leak', configurable: true });
    try {
      expect(renderOne('{{polluted}}{{a.polluted}}', { a: {} })).toBe('');
    } finally {
      delete (Object.prototype as { polluted?: string }).polluted;
    }
  });
});

function circle(): object {
  const view: { self?: object } = {};
  view.self = view;
  return view;
}
