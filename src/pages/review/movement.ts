import type { Scoring } from '../../assessments/index.js';
import { bandWords, changeSince, figure, type Score } from '../../scoring/index.js';

export interface Movement {
  /** The most important of it, in one sentence or two. */
  summary: string;
  /** Domains and questions behind it, in sentences. */
  details: string[];
}

const most = 6;

/** What a judgement did to the score, for whoever made it; nothing where there is no score yet. */
export function movementOf({ before, now }: Scoring): Movement | undefined {
  if (!now) return undefined;
  if (!before) return { summary: `The residual risk is ${figure(now.residual)}.`, details: [] };
  if (before.id === now.id) return { summary: 'The score stays as it was.', details: [] };
  const change = changeSince(before.result, now.result);
  const floors = change.reasons.filter(isOfFloor);
  const others = change.reasons.filter((reason) => !isOfFloor(reason));
  const details = [...domains(before.result, now.result), ...others];
  const more = details.length - most;
  return {
    summary: [
      residual(before.result, now.result),
      ...bands(before.result, now.result),
      ...floors,
    ].join(' '),
    details: more > 0 ? [...details.slice(0, most), `And ${more} more.`] : details,
  };
}

const isOfFloor = (reason: string): boolean => reason.startsWith('Floor ');

function residual(before: Score, now: Score): string {
  const [was, is] = [figure(before.residual), figure(now.residual)];
  return was === is ? `Residual risk stays at ${is}.` : `Residual risk from ${was} to ${is}.`;
}

/** The model's: where a person has set another one, that stays. */
function bands(
  { bandAfterFloors: before }: Score,
  { bandAfterFloors: now, override }: Score,
): string[] {
  if (before === now) return [];
  const moved = `from ${bandWords[before].toLowerCase()} to ${bandWords[now].toLowerCase()}`;
  if (!override) return [`The band goes ${moved}.`];
  const set = `${bandWords[override.band].toLowerCase()}, set by ${override.by}`;
  return [`The model’s band goes ${moved}; the one that counts stays ${set}.`];
}

/** Each domain that moved: what it says, and what it shows. */
function domains(before: Score, now: Score): string[] {
  const known = new Map(before.domains.map((domain) => [domain.domain, domain]));
  return now.domains.flatMap(({ domain, label, conformance, assurance }) => {
    const was = known.get(domain);
    const parts = [
      ...went('says', was?.conformance ?? null, conformance),
      ...went('shows', was?.assurance ?? null, assurance),
    ];
    return parts.length > 0 ? [`${label} ${parts.join(' and ')}.`] : [];
  });
}

function went(verb: string, before: number | null, now: number | null): string[] {
  const [was, is] = [spoken(before), spoken(now)];
  return was === is ? [] : [`${verb} ${is} (before ${was})`];
}

const spoken = (value: number | null): string => (value === null ? 'nothing' : figure(value));
