import type { Actor } from '../platform/actor.js';

/** Who did something and when, as columns. */
export const givenBy = (actor: Actor, at: Date) => ({
  givenByKind: actor.kind,
  givenById: actor.id,
  givenBy: actor.name,
  givenAt: at,
});

export const linkedBy = (actor: Actor, at: Date) => ({
  linkedByKind: actor.kind,
  linkedById: actor.id,
  linkedBy: actor.name,
  linkedAt: at,
});

/** Where evidence stands among the subjects of the journal. */
export const subjectOf = (id: string) => ({ kind: 'evidence', id });

/** Whose share of what arrives at the same time a file takes: all links of a vendor have one together. */
export const partyOf = ({ kind, id }: Pick<Actor, 'kind' | 'id'>, vendorId: string): string =>
  kind === 'respondent' ? vendorId : id;
