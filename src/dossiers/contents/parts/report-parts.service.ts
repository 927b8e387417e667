import { Injectable } from '@nestjs/common';
import { Reports } from '../../../reports/index.js';
import type { PlainPart } from './part.js';

/** `report.pdf`, where there is one: it names people throughout. */
@Injectable()
export class ReportParts {
  constructor(private readonly reports: Reports) {}

  async of(reportId: string | null): Promise<PlainPart[]> {
    const content = reportId === null ? undefined : await this.reports.printed(reportId);
    return content ? [{ path: 'report.pdf', content, holds: 'personal' }] : [];
  }
}
