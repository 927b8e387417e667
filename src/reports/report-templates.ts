import { Injectable } from '@nestjs/common';
import { Invalid } from '../platform/errors.js';
import { Templates } from '../platform/templates/index.js';

const shape = /^reports\/([a-z0-9-]{1,60})\/report$/;

/** What a report is about. A template whose name begins with `portfolio`, `incident` or `deletion` reads the view of that. */
export type About = 'assessment' | 'portfolio' | 'incident' | 'deletion';
const aboutOf = (name: string): About => {
  const [, about] = /^(portfolio|incident|deletion)(?:-|$)/.exec(name) ?? [];
  return (about as About | undefined) ?? 'assessment';
};

/** The report templates there are: ours, and those a team put into data/templates/reports/. */
@Injectable()
export class ReportTemplates {
  constructor(private readonly templates: Templates) {}

  names(about: About = 'assessment'): string[] {
    return this.templates
      .names()
      .flatMap((name) => shape.exec(name)?.[1] ?? [])
      .filter((name) => aboutOf(name) === about);
  }

  assertKnown(name: string, about: About = 'assessment'): void {
    const names = this.names(about);
    if (!names.includes(name))
      throw new Invalid({ template: `is not one of: ${names.join(', ')}` });
  }

  /** Whoever else waits for this process gets their turn before it is rendered for the first time, too. */
  async render(name: string, view: object): Promise<string> {
    await this.templates.prepare(`reports/${name}/report`, { layout: 'report' });
    return this.templates.render(`reports/${name}/report`, view, { layout: 'report' });
  }
}
