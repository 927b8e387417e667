import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LetterTemplates } from '../../../src/platform/mail/index.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { Templates } from '../../../src/platform/templates/index.js';

describe('letters from templates', () => {
  let root: string;
  let letters: LetterTemplates;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'assay-letters-'));
    cpSync(join(projectRoot, 'templates'), root, { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(root, 'mail', name), text);
    write(
      'hello.txt.hbs',
      'Subject: {{organisation}} says hello to {{name}}\n\nHello {{name}},\n{{link}}\n\n',
    );
    write('hello.html.hbs', '<p>Hello {{name}},</p>{{> mail-button null href=link label="Open"}}');
    write('nameless.txt.hbs', 'Hello\n');
    write('nameless.html.hbs', '<p>Hello</p>');
    letters = new LetterTemplates(new Templates({ root }));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const view = {
    organisation: 'Marsh & Sons',
    name: '<Rui>',
    link: 'https://assay.example/a/x?y=1&z=2',
  };

  it('take the subject from the first line, and leave text as it is', () => {
    const { subject, text } = letters.compose('hello', view);
    expect(subject).toBe('Marsh & Sons says hello to <Rui>');
    expect(text).toBe('Hello <Rui>,\nhttps://assay.example/a/x?y=1&z=2\n');
  });

  it('escape what others wrote in HTML, and give one button with its plain link', () => {
    const { html } = letters.compose('hello', view);
    expect(html).toContain('Hello &lt;Rui&gt;,');
    expect(html).toContain('Marsh &amp; Sons sent this with Assay.');
    expect(
      html.match(/href="https:\/\/assay\.example\/a\/x\?y&#x3D;1&amp;z&#x3D;2"/g),
    ).toHaveLength(2);
    expect(html).not.toMatch(/<img|<script|url\(|http:\/\//i);
  });

  it('must have a subject', () => {
    expect(() => letters.compose('nameless', view)).toThrow(/does not begin with its subject/);
  });
});
