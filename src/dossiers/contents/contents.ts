import type { Dossier } from '../dossier.entity.js';
import type { Drafts } from './parts/drafts.js';
import type { Part } from './parts/part.js';

/** What a dossier holds, and what the journal is to tell of. */
export interface Contents {
  parts: Part[];
  /** Ids of things, all entries about them; or what was done, whatever it was about. */
  told: { subjectIds: Iterable<string> } | { actions: readonly string[] };
  /** Days as `YYYY-MM-DD`, both included; all entries unless told. */
  period?: { from: string; to: string };
}

export type Ordered = Pick<Dossier, 'subjectId' | 'reportId' | 'periodFrom' | 'periodTo'>;

/** Gathers what a dossier of one scope is made of. */
export interface Gatherer {
  gather(order: Ordered, drafts: Drafts): Promise<Contents>;
}
