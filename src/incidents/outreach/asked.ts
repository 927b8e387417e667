import type { Actor } from '../../platform/actor.js';

/** What a link or a session opens: the questions about one incident, to one vendor. */
export interface Asked {
  requestId: string;
  incidentId: string;
  vendorId: string;
  vendor: string;
  reference: string;
  title: string;
  summary: string | null;
  message: string | null;
  windowFrom: string | null;
  windowTo: string | null;
  dueAt: Date;
  expiresAt: Date;
  /** The incident is over, so nothing is needed any more. */
  isClosed: boolean;
  asker: { name: string; email: string };
  actor: Actor;
}
