import {
  mkdtempSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Templates } from '../../src/platform/templates/index.js';

const root = mkdtempSync(join(tmpdir(), 'look-'));
afterAll(() => rmSync(root, { recursive: true }));

function render(source: string, view: object = {}): string {
  cpSync('templates/partials', join(root, 'partials'), { recursive: true });
  mkdirSync(join(root, 'pages'), { recursive: true });
  writeFileSync(join(root, 'pages/tried.hbs'), source);
  return new Templates({ root }).render('pages/tried', view);
}

describe('a field', () => {
  it('is linked with its label, hint and error', () => {
    const field = {
      name: 'days',
      label: 'Days',
      hint: 'Whole days.',
      error: 'Days is empty',
      suffix: 'days',
    };
    const html = render('{{> field field}}', { field });
    expect(html).toContain('<label for="field-days">');
    expect(html).toContain('aria-describedby="field-days-hint field-days-error field-days-suffix"');
    expect(html).toContain('aria-invalid="true"');
    for (const id of ['hint', 'error', 'suffix']) expect(html).toContain(`id="field-days-${id}"`);
  });

  it('shows again what was typed, zero too, escaped', () => {
    expect(render('{{> field null name="n" label="N" value=0}}')).toContain('value="0"');
    const typed = { name: 'n', label: 'N', type: 'textarea', value: '</textarea><b>' };
    expect(render('{{> field typed}}', { typed })).toContain(
      '&lt;/textarea&gt;&lt;b&gt;</textarea>',
    );
  });

  it('never shows a password again', () => {
    expect(
      render('{{> field f}}', { f: { name: 'p', label: 'P', type: 'password', value: 'secret' } }),
    ).not.toContain('secret');
  });

  it('gives the first of several choices the id that the error summary links to', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', checked: true },
    ];
    const html = render('{{> field f}}{{> error-summary errors=errors}}', {
      f: { name: 'access', label: 'Access', type: 'radios', options },
      errors: [{ name: 'access', message: 'Choose one' }],
    });
    expect(html).toContain('<input id="field-access" name="access" type="radio" value="a">');
    expect(html).toContain(
      '<input id="field-access-1" name="access" type="radio" value="b" checked>',
    );
    expect(html).toContain('<a href="#field-access">Choose one</a>');
  });
});

describe('a band', () => {
  it('always has its word, and a lock when a floor holds it', () => {
    const html = render('{{> band null band="very_high" floored=true}}');
    expect(html).toContain('data-band="very_high"');
    expect(html).toContain('Very high');
    expect(html).toMatch(/class="lock".*floor<\/span>/s);
  });

  it('is hatched and says so when there is none', () => {
    expect(render('{{> band vendor}}', { vendor: { band: null } })).toMatch(/hatch.*Not scored/s);
  });
});

describe('all templates', () => {
  const texts = readdirSync('templates', { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.hbs') &&
        !/^(mail\/|reports\/|layouts\/(mail|report)\.|partials\/mail-)/.test(path),
    )
    .map((path) => [path, readFileSync(join('templates', path), 'utf8')] as const);

  it.each(texts)('%s obeys the content security policy', (_path, text) => {
    expect(text).not.toMatch(/\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:/i);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/i);
  });
});
