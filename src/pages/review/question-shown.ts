import { evidenceWords, weights } from '../../scoring/index.js';
import { worded } from '../frame/words.js';
import { addressOf } from './addresses.js';
import { answerShown } from './answer-shown.js';
import { judgementWords, type ReviewList } from './review-marks.js';
import type { Step } from './review-walk.js';

/** One question with its answer, what was expected of it, and what it rests on. */
export function questionShown(id: string, list: ReviewList, step: Step): object {
  const { section, answer, number, of, previous, next, open } = step;
  const { key, text, weight, domainLabel, knockOut, guidance, evidenceWanted, controls } = answer;
  const { expected, comparison, points, review, reviewOutdated } = answer;
  const { restsOn, evidenceLowered } = answer;
  return {
    key,
    text,
    section: section.title,
    number,
    of,
    domain: domainLabel === section.title ? undefined : domainLabel,
    weight: `${worded(weight)}, weight ${weights[weight]}`,
    knockOut,
    guidance,
    evidenceWanted,
    controls: [...controls],
    expected,
    answer: answerShown(answer),
    compared: comparison.reason,
    points: points?.why,
    restsOn,
    lowered: evidenceLowered,
    unnamed: review?.evidence === 'audit' && restsOn === undefined,
    review: review && {
      ...review,
      word: judgementWords[review.judgement],
      evidence: worded(evidenceWords[review.evidence]),
      outdated: reviewOutdated,
    },
    ...(previous === undefined ? {} : { previous: addressOf(id, list, previous) }),
    ...(next === undefined ? {} : { next: addressOf(id, list, next) }),
    ...(open === undefined ? {} : { open: addressOf(id, list, open) }),
    href: addressOf(id, list, key),
  };
}
