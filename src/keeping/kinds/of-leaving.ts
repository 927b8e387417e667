import { sql } from '../../platform/database/index.js';
import { isKnown, isSaid } from '../../platform/purged.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';
import { anyOf } from './let-go.js';

export const leaving = keptKind({
  code: 'leaving',
  title: 'What was confirmed when a vendor was left',
  what: 'Who at the vendor confirmed what became of our data, how it was deleted and what stays with them; notes beside the steps, why one was not needed, what we still wanted, and why leaving was called off.',
  purpose: 'To prove that our data came back or was deleted, and who said so.',
  basis:
    'A confirmation is worth something only if it is known who gave it, for as long as somebody may ask what became of the data.',
  starts: 'The offboarding is completed or called off.',
  stays:
    'That it was confirmed, what became of the data and on which day, by when it is gone from backups, who here accepted it, the SHA-256 of each file that showed it, and that of what was written.',
  periods: ['leaving'],
  places: [
    {
      code: 'offboarding',
      columns: {
        offboarding: ['ended_because', 'stood'],
        offboarding_step: ['confirmed_by', 'note', 'reason'],
        offboarding_confirmation: ['method', 'remains', 'confirmed_by', 'returned_because'],
      },
      items: sql`SELECT o.id, o.vendor_id, substr(o.ended_at, 1, 10) AS started_on, 'leaving' AS period,
        ${flagged(heldAs('vendor', sql`o.vendor_id`))} AS held,
        'Offboarding of ' || substr(o.started_at, 1, 10) AS named
        FROM offboarding o WHERE ${anyOf(
          isSaid(sql`o.ended_because`),
          sql`EXISTS (SELECT 1 FROM offboarding_step s WHERE s.offboarding_id = o.id
            AND ${anyOf(isKnown(sql`s.confirmed_by`), isSaid(sql`s.note`), isSaid(sql`s.reason`))})`,
          sql`EXISTS (SELECT 1 FROM offboarding_confirmation c WHERE c.offboarding_id = o.id
            AND ${isKnown(sql`c.confirmed_by`)})`,
        )}`,
    },
  ],
});

export const holdReasons = keptKind({
  code: 'hold-reasons',
  title: 'Why something was held',
  what: 'The reason of a legal hold, and why it was released. A claim or a person may be named in it.',
  purpose: 'To tell why something was kept longer than its period.',
  basis: 'Whoever keeps something longer has to be able to say why, and for some time after, too.',
  starts: 'The hold is released.',
  stays: 'What was held, from when until when, by whom, and the SHA-256 of what was written.',
  periods: ['holdReasons'],
  places: [
    {
      code: 'legal_hold',
      columns: { legal_hold: ['reason', 'released_because'] },
      items: sql`SELECT h.id, h.vendor_id, substr(h.released_at, 1, 10) AS started_on, 'holdReasons' AS period,
        ${flagged(heldAs('vendor', sql`h.vendor_id`))} AS held, h.reason AS named
        FROM legal_hold h WHERE ${anyOf(isSaid(sql`h.reason`), isSaid(sql`h.released_because`))}`,
    },
  ],
});
