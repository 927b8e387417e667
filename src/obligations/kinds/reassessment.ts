import { kind } from './kind.js';

/** One for each decision it follows: the next decision ends it, and begins another with a day of its own. */
export const reassessment = kind({
  code: 'reassessment',
  word: 'Reassessment',
  subjectKind: 'engagement',
  place: ({ subjectId }) => `/engagements/${subjectId}/reassessment`,
  policy: null,
  read: ({ reassessments }, scope) => reassessments.ofVendors(scope),
  rule: ({ engagementId, vendorId, ownerId, name, tier, again, part: way, afterId, dueOn }) => {
    const verb = again ? 'Reassess' : 'Assess';
    const how = way === 'full' ? ' in full' : ' lightly';
    const title = `${verb} “${name}”${tier === 1 ? how : ''}`;
    const part = afterId === null ? way : `${way} ${afterId}`;
    const detail = { engagement: name };
    return [{ subjectId: engagementId, part, vendorId, ownerId, dueOn, title, detail }];
  },
  doers: async ({ reassessments }, gone) => {
    const owed = gone.map(({ subjectId: engagementId, part }) => {
      const [way, afterId = null] = part.split(' ');
      return {
        engagementId,
        afterId,
        part: way === 'light' ? ('light' as const) : ('full' as const),
      };
    });
    const by = await reassessments.doneBy(owed);
    return by.map((id) => (id === undefined ? undefined : { kind: 'assessment', id }));
  },
});
