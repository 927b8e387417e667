import { floorWords, type Score } from '../../scoring/index.js';
import type { LedgerGroup, ProofView } from './vendor-risk.view.js';

/** The lines of the ledger, a group for each domain. */
export function ledgerPart({ ledger, domains }: Score): LedgerGroup[] {
  return domains.map(({ domain, label, weight, claimed, proven }) => ({
    label,
    lines: ledger.flatMap((line) =>
      line.kind === 'question' && line.domain === domain
        ? [
            {
              key: line.key,
              text: line.text,
              w: line.w,
              c: line.c,
              e: line.e,
              wc: line.wc,
              wce: line.wce,
              lost: line.lost,
              why: line.why,
            },
          ]
        : [],
    ),
    sum: {
      w: weight,
      wc: claimed,
      wce: proven,
      why: ledger.find((line) => line.kind === 'domain' && line.domain === domain)?.why ?? '',
    },
  }));
}

/** The lines after the domains: how the figures become a band. */
export function totalsPart({ ledger }: Score): ProofView['totals'] {
  return ledger.flatMap((line) => {
    switch (line.kind) {
      case 'strength':
        return [{ name: 'Control strength', why: line.why }];
      case 'residual':
        return [{ name: 'Residual risk', why: line.why }];
      case 'floor':
        return [{ name: `Floor ${line.id}: ${floorWords[line.id]}`, why: line.why }];
      case 'finding':
        return [{ name: `Finding ${line.reference}: ${line.title}`, why: line.why }];
      case 'override':
        return [{ name: 'Band set by hand', why: line.why }];
      case 'question':
      case 'domain':
        return [];
    }
  });
}
