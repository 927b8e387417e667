import { Injectable } from '@nestjs/common';
import {
  ForgottenRespondents,
  PurgedAnswers,
  PurgedChanges,
  PurgedReviews,
} from '../../assessments/index.js';
import { PurgedAudits } from '../../audits/index.js';
import { PurgedFiles, type Destroyed } from '../../evidence/index.js';
import { ForgottenRemediators, PurgedAcceptances, PurgedFindings } from '../../findings/index.js';
import { ForgottenPeople } from '../../identity/index.js';
import { ForgottenOutreach, PurgedIncidents, PurgedIncidentWords } from '../../incidents/index.js';
import { JournalErasures, type ErasureReason } from '../../journal/index.js';
import { ForgottenLeavers, PurgedLeavings } from '../../offboarding/index.js';
import { Letters } from '../../platform/mail/index.js';
import { PurgedReports } from '../../reports/index.js';
import { Contacts } from '../../vendors/index.js';
import { PurgedHolds } from '../holds/purged-holds.service.js';
import { Mentions } from '../people/mentions.service.js';

/** Who lets go the content of a place. */
interface Keeper {
  /** Inside a transaction. */
  letGo: (ids: readonly string[], rule: string, reason: ErasureReason) => Promise<void>;
  /** Outside any, where content lies outside the database: the purge is over only after this. */
  finish?: (told: (done: Destroyed) => Promise<void>) => Promise<void>;
  /** Whether something is marked and not finished. */
  isHalfDone?: () => Promise<boolean>;
}

/** Each domain destroys what is its own; this knows which. */
@Injectable()
export class LettingGo {
  private readonly keepers: Readonly<Record<string, Keeper>>;

  constructor(
    contacts: Contacts,
    files: PurgedFiles,
    answers: PurgedAnswers,
    reports: PurgedReports,
    respondents: ForgottenRespondents,
    remediators: ForgottenRemediators,
    outreach: ForgottenOutreach,
    letters: Letters,
    people: ForgottenPeople,
    erasures: JournalErasures,
    mentions: Mentions,
    leavers: ForgottenLeavers,
    words: PurgedIncidentWords,
    findings: PurgedFindings,
    reviews: PurgedReviews,
    changes: PurgedChanges,
    acceptances: PurgedAcceptances,
    incidents: PurgedIncidents,
    audits: PurgedAudits,
    leavings: PurgedLeavings,
    holds: PurgedHolds,
  ) {
    this.keepers = {
      contact: { letGo: (ids) => contacts.forget(ids) },
      evidence: {
        letGo: (ids, rule) => files.mark(ids, rule),
        finish: (told) => files.destroy(told),
        isHalfDone: () => files.isHalfDone(),
      },
      report: {
        letGo: (ids, rule) => reports.mark(ids, rule),
        finish: (told) => reports.destroy(told),
        isHalfDone: () => reports.isHalfDone(),
      },
      assessment: { letGo: (ids, rule, reason) => answers.purge(ids, rule, reason) },
      invitation: { letGo: (ids) => respondents.forget(ids) },
      remediation_request: { letGo: (ids) => remediators.forget(ids) },
      outreach_request: { letGo: (ids) => outreach.forget(ids) },
      offboarding_request: { letGo: (ids) => leavers.forget(ids) },
      outreach_answer: { letGo: (ids, rule, reason) => words.answers(ids, rule, reason) },
      statement: { letGo: (ids, rule, reason) => words.statements(ids, rule, reason) },
      finding: { letGo: (ids, rule, reason) => findings.texts(ids, rule, reason) },
      review: { letGo: (ids, rule, reason) => reviews.texts(ids, rule, reason) },
      section_review: { letGo: (ids, rule, reason) => reviews.sections(ids, rule, reason) },
      change_round: { letGo: (ids, rule, reason) => changes.rounds(ids, rule, reason) },
      risk_acceptance: { letGo: (ids, rule, reason) => acceptances.reasons(ids, rule, reason) },
      incident: { letGo: (ids, rule, reason) => incidents.words(ids, rule, reason) },
      rotation: { letGo: (ids, rule, reason) => words.rotations(ids, rule, reason) },
      audit: { letGo: (ids, rule, reason) => audits.words(ids, rule, reason) },
      offboarding: { letGo: (ids, rule, reason) => leavings.words(ids, rule, reason) },
      legal_hold: { letGo: (ids, rule, reason) => holds.reasons(ids, rule, reason) },
      letter: { letGo: (ids) => letters.forget(ids) },
      app_user: { letGo: (ids) => people.forgetSignIn(ids) },
      api_token: { letGo: (ids) => people.forgetTokenUses(ids) },
      journal_detail: {
        letGo: async (ids, _, reason) => {
          const seqs = ids.map(Number);
          await mentions.forget(seqs);
          await erasures.erase(seqs, reason);
        },
      },
    };
  }

  of(place: string): Keeper {
    const keeper = this.keepers[place];
    if (!keeper) throw new Error(`Nobody lets go what ${place} keeps.`);
    return keeper;
  }
}
