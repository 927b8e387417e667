import { addMonths } from '../platform/clock.js';
import type { AuditRow, StoreRow, ToolRow } from './answer-value.js';
import type { Comparison } from './comparison.js';
import { AUDIT_STANDARDS } from './list-columns.js';
import { type AuditsRule, labelOf } from './question.js';

const WITHOUT_VERSION: readonly string[] = ['cloud', 'model_provider', 'labelling'];
const CERTIFICATES: readonly string[] = ['iso27001', 'iso42001'];
const LONGEST_CERTIFICATE_MONTHS = 37;

/** Whether the tools are told fully: a version (where the kind has one), and what each sees and holds. */
export function compareTools(rows: readonly ToolRow[]): Comparison {
  if (rows.length === 0) {
    return { compliance: 0, reason: 'No tools are listed; every AI service is built on some.' };
  }
  const vague = rows.filter(
    (row) =>
      row.seesOurData === 'unknown' ||
      row.holdsCredentials === 'unknown' ||
      (!row.version && !WITHOUT_VERSION.includes(row.kind)),
  );
  if (vague.length === 0) {
    return {
      compliance: 1,
      reason: `${counted(rows.length, 'tool')} listed, each with what it sees and holds.`,
    };
  }
  const names = named(vague.map((row) => row.name));
  return {
    compliance: 0.5,
    reason: `${vague.length} of ${counted(rows.length, 'tool')} lack a version, or what they see or hold: ${names}.`,
  };
}

/** Whether each store is encrypted, has a stated retention (within the limit, if any), and is not trained on. */
export function compareStores(rows: readonly StoreRow[], atMostDays = Infinity): Comparison {
  if (rows.length === 0) return { compliance: 0, reason: 'No stores are listed.' };
  const bad = rows.filter((row) => row.encryptedAtRest === 'no' || row.trainedOn === 'yes');
  if (bad.length > 0) {
    const names = named(bad.map((row) => row.what));
    return { compliance: 0, reason: `Not encrypted at rest, or trained on: ${names}.` };
  }
  const vague = rows.filter(
    (row) =>
      row.encryptedAtRest === 'unknown' ||
      row.trainedOn === 'unknown' ||
      row.retentionDays === null ||
      row.retentionDays > atMostDays,
  );
  if (vague.length === 0) {
    return {
      compliance: 1,
      reason: `${counted(rows.length, 'store')} listed, each encrypted, with a stated retention, and not trained on.`,
    };
  }
  const names = named(vague.map((row) => row.what));
  const limit = Number.isFinite(atMostDays) ? ` of at most ${atMostDays} days` : '';
  return {
    compliance: 0.5,
    reason: `Encryption, a retention${limit}, or the use for training is not settled for: ${names}.`,
  };
}

/**
 * Whether an independent audit is current: SOC 2 Type II by the end of its period, ISO/IEC 27001 and 42001 by the day
 * the certificate expires. Other audits, and independent ones that have just lapsed, count in part.
 */
export function compareAudits(
  rows: readonly AuditRow[],
  rule: AuditsRule,
  onDay: string,
): Comparison {
  if (rows.length === 0) return { compliance: 0, reason: 'No audits are listed.' };
  const judged = rows.map((row) => judgeAudit(row, rule, onDay));
  const best = Math.max(...judged.map((judgement) => judgement.compliance));
  return judged.find((judgement) => judgement.compliance === best) as Comparison;
}

function judgeAudit(row: AuditRow, rule: AuditsRule, onDay: string): Comparison {
  const name = `${labelOf(AUDIT_STANDARDS, row.standard)} (${row.auditor})`;
  if (CERTIFICATES.includes(row.standard)) return judgeCertificate(row, name, rule, onDay);
  const ended = `${name}: its period ended on ${row.periodEnd}`;
  if (row.periodEnd > onDay) {
    return { compliance: 0.5, reason: `${name}: its period runs until ${row.periodEnd}.` };
  }
  if (row.periodEnd < addMonths(onDay, -rule.withinMonths - rule.graceMonths)) {
    return { compliance: 0, reason: `${ended}, too long ago.` };
  }
  if (row.standard !== 'soc2_type2') {
    return { compliance: 0.5, reason: `${ended}; current, but not an audit of a whole period.` };
  }
  if (row.periodEnd < addMonths(onDay, -rule.withinMonths)) {
    return {
      compliance: 0.5,
      reason: `${ended}; at most ${rule.withinMonths} months ago is expected.`,
    };
  }
  if (row.nextDueOn !== undefined && row.nextDueOn < onDay) {
    return { compliance: 0.5, reason: `${ended}, and the next was due on ${row.nextDueOn}.` };
  }
  return { compliance: 1, reason: `${ended}; current.` };
}

function judgeCertificate(
  row: AuditRow,
  name: string,
  rule: AuditsRule,
  onDay: string,
): Comparison {
  if (row.periodEnd > addMonths(onDay, LONGEST_CERTIFICATE_MONTHS)) {
    return {
      compliance: 0.5,
      reason: `${name}: stated to run until ${row.periodEnd}, longer than certificates are given for.`,
    };
  }
  if (row.nextDueOn !== undefined && row.nextDueOn < onDay) {
    return { compliance: 0.5, reason: `${name}: the next audit was due on ${row.nextDueOn}.` };
  }
  if (row.periodEnd >= onDay) {
    return { compliance: 1, reason: `${name}: in force until ${row.periodEnd}.` };
  }
  const lapsed = row.periodEnd >= addMonths(onDay, -rule.graceMonths);
  return { compliance: lapsed ? 0.5 : 0, reason: `${name}: expired on ${row.periodEnd}.` };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const MOST_NAMES = 5;

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
