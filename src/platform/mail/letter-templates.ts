import { Injectable } from '@nestjs/common';
import { Templates } from '../templates/index.js';

export interface Composed {
  subject: string;
  text: string;
  html: string;
}

const subjectLine = /^Subject: (.+)\n/;

/**
 * Letters are made of two templates: `mail/<name>.txt.hbs`, whose first line is `Subject: …`, and `mail/<name>.html.hbs`,
 * which stands in the layout `mail`.
 */
@Injectable()
export class LetterTemplates {
  constructor(private readonly templates: Templates) {}

  /** The view is what both templates and the layout see; `organisation` is who writes. */
  compose(name: string, view: { organisation: string }): Composed {
    const written = this.templates.render(`mail/${name}.txt`, view).trimStart();
    const [line, subject] = subjectLine.exec(written) ?? [];
    if (line === undefined || subject === undefined) {
      throw new Error(`The letter ${name} does not begin with its subject: Subject: …`);
    }
    return {
      subject: subject.trim(),
      text: `${written.slice(line.length).trim()}\n`,
      html: this.templates.render(`mail/${name}.html`, { ...view, subject }, { layout: 'mail' }),
    };
  }
}
