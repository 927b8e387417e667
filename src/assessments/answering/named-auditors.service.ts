import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { sortNameOf } from '../../vendors/index.js';
import type { FrozenAnswer } from './answer.entity.js';
import { NamedAuditor } from './named-auditor.entity.js';

/** Keeps which auditors vendors name in their own words, so that they are found without reading every answer. */
@Injectable()
export class NamedAuditors {
  constructor(private readonly database: Database) {}

  /** Takes those of a submission in place of those of the one before. Inside a transaction. */
  async take(assessmentId: string, answers: readonly FrozenAnswer[]): Promise<void> {
    const named = this.database.repository(NamedAuditor);
    await named.delete({ assessmentId });
    const rows = new Map<string, NamedAuditor>();
    for (const { questionKey, value } of answers) {
      for (const name of auditorsIn(value)) {
        const sortName = sortNameOf(name);
        rows.set(`${questionKey}\n${sortName}`, { assessmentId, questionKey, sortName, name });
      }
    }
    if (rows.size > 0) await named.insert([...rows.values()]);
  }
}

/** The auditors in the rows of an answer about audits; none in any other answer. */
function auditorsIn(value: FrozenAnswer['value']): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((row) => {
    const auditor = typeof row === 'object' && row !== null && 'auditor' in row && row['auditor'];
    return typeof auditor === 'string' ? [auditor] : [];
  });
}
