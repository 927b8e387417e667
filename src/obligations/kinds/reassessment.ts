import { kind } from './kind.js';

export const reassessment = kind({
  code: 'reassessment',
  word: 'Reassessment',
  subjectKind: 'engagement',
  place: ({ subjectId }) => `/engagements/${subjectId}/reassessment`,
  policy: null,
  read: ({ reassessments }, scope) => reassessments.ofVendors(scope),
  rule: ({ engagementId, vendorId, ownerId, name, tier, again, part, dueOn }) => {
    const verb = again ? 'Reassess' : 'Assess';
    const how = part === 'full' ? ' in full' : ' lightly';
    const title = `${verb} “${name}”${tier === 1 ? how : ''}`;
    const detail = { engagement: name };
    return [{ subjectId: engagementId, part, vendorId, ownerId, dueOn, title, detail }];
  },
});
