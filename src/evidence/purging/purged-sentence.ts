import { spokenDay } from '../../scoring/index.js';

/** What is said of a file whose content was purged; `purgedAt` is an instant, `rule` names what asked for it. */
export function purgedSentence(purgedAt: string, rule: string | null): string {
  const by = rule === null ? '' : ` by the rule “${rule}”`;
  return `This file was purged on ${spokenDay(purgedAt.slice(0, 10))}${by}. Its name, size and SHA-256 are kept.`;
}
