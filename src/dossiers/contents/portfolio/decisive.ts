/**
 * What the journal of a whole portfolio tells of: who let vendors in and out, scored and decided, accepted and closed, and what of
 * the register itself was changed, destroyed or handed out. All else is in the dossiers of single things.
 */
export const decisive: readonly string[] = [
  ...['vendor.created', 'vendor.changed', 'vendor.floor_raised', 'vendor.floor_lifted'],
  ...['assessment.sent', 'assessment.submitted', 'assessment.scored', 'assessment.rescored'],
  ...['assessment.decided', 'assessment.superseded', 'assessment.revoked'],
  ...['assessment.band_set', 'assessment.band_set_ended'],
  ...['finding.raised', 'finding.resolved', 'finding.verified', 'finding.reopened'],
  ...['finding.accepted', 'finding.acceptance_requested', 'finding.acceptance_approved'],
  ...['finding.acceptance_refused', 'finding.acceptance_withdrawn', 'finding.acceptance_ended'],
  ...['audit.recorded', 'audit.accepted', 'audit.rejected'],
  ...['auditor.doubted', 'auditor.restored', 'auditor.rescoring_asked'],
  ...['evidence.withdrawn', 'kept.purged', 'person.erased', 'hold.placed', 'hold.released'],
  ...['incident.opened', 'incident.confirmed', 'incident.unconfirmed', 'incident.closed'],
  ...['incident.reopened', 'outreach.sent', 'statement.added', 'statement.withdrawn'],
  ...['offboarding.started', 'offboarding.completed', 'offboarding.cancelled'],
  ...['offboarding.confirmation-accepted', 'offboarding.access-ended'],
  ...['offboarding.step-settled', 'offboarding.step-reopened'],
  ...['policy.changed', 'questionnaire.published'],
  ...['report.requested', 'report.downloaded', 'dossier.requested', 'dossier.downloaded'],
];
