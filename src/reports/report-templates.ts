import { Injectable } from '@nestjs/common';
import { Invalid } from '../platform/errors.js';
import { Templates } from '../platform/templates/index.js';

const shape = /^reports\/([a-z0-9-]{1,60})\/report$/;

/** The report templates there are: ours, and those a team put into data/templates/reports/. */
@Injectable()
export class ReportTemplates {
  constructor(private readonly templates: Templates) {}

  names(): string[] {
    return this.templates.names().flatMap((name) => shape.exec(name)?.[1] ?? []);
  }

  assertKnown(name: string): void {
    if (!this.names().includes(name)) {
      throw new Invalid({ template: `is not one of: ${this.names().join(', ')}` });
    }
  }

  render(name: string, view: object): string {
    return this.templates.render(`reports/${name}/report`, view, { layout: 'report' });
  }
}
