import type { AcceptanceEnd, AcceptanceView } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';

const ends: Readonly<Record<AcceptanceEnd, string>> = {
  expired: 'It reached its last day.',
  worse: 'The residual risk got worse.',
  superseded: 'Another acceptance took its place.',
  by_hand: 'Ended by hand.',
};

/** A risk acceptance with what this person may do about it. */
export function acceptanceShown(me: Caller, acceptance: AcceptanceView): object {
  const { id, state, requesterId, endedHow } = acceptance;
  const asked = state === 'requested';
  const own = requesterId === me.userId;
  const accepts = me.may.has('findings.accept');
  const at = `/acceptances/${id}`;
  return {
    ...acceptance,
    href: `/findings/${acceptance.findingId}#acceptances`,
    own: asked && own,
    waits: asked,
    inForce: state === 'approved',
    how: endedHow === undefined ? undefined : ends[endedHow],
    ...(asked && accepts && !own ? { approve: `${at}/approval`, refuse: `${at}/refusal` } : {}),
    ...(asked && own && me.may.has('findings.write') ? { withdraw: `${at}/withdrawal` } : {}),
    ...(state === 'approved' && accepts ? { end: `${at}/end` } : {}),
  };
}
