import { bandWords, figure, signedFigure, spokenDay } from '../scoring/index.js';
import type { Happening } from './happening.js';

const low = (word: string): string => word.replaceAll('_', ' ');
const outcomes: Readonly<Record<string, string>> = {
  approved: 'Approved',
  approved_with_conditions: 'Approved with conditions',
  rejected: 'Rejected',
};
const ends: Readonly<Record<string, string>> = {
  expired: 'it expired',
  worse: 'the residual band got worse',
  superseded: 'another took its place',
  by_hand: 'somebody ended it',
};

/** What happened, as one sentence without a full stop. */
export function sentenceOf(event: Happening): string {
  const { kind, what, title, number, day, word } = event;
  const until = day === null ? '' : spokenDay(day);
  const finding = number === null ? '' : `F-${number}`;
  switch (kind) {
    case 'assessment':
      return assessmentSentence(event, until);
    case 'score':
      return scoreSentence(event);
    case 'decision':
      return `${outcomes[what] ?? what}, valid until ${until}`;
    case 'override':
      return overrideSentence(event, until);
    case 'finding':
      return `Finding ${finding} ${what}${what === 'raised' && word ? ` as ${low(word)}` : ''}: ${title ?? ''}`;
    case 'acceptance':
      return acceptanceSentence(event, finding, until);
    case 'audit':
      return auditSentence(event, until);
    case 'offboarding':
      return offboardingSentence(event, until);
    case 'auditor':
      return `${title ?? 'An auditor'} put in doubt`;
  }
}

function assessmentSentence({ what, title, number }: Happening, until: string): string {
  const named = title ?? 'The questionnaire';
  switch (what) {
    case 'sent':
      return `${named} sent, to be answered by ${until}`;
    case 'submitted':
      return number === null || number === 1
        ? `${named} submitted`
        : `${named} submitted again, for the ${ordinal(number)} time`;
    case 'given_back': {
      const questions = number === 1 ? 'one question' : `${number ?? 0} questions`;
      return `${named} given back: changes of ${questions} asked for by ${until}`;
    }
    case 'superseded':
      return `${named} superseded by a later decision`;
    default:
      return `${named} revoked`;
  }
}

function offboardingSentence({ what, word }: Happening, until: string): string {
  switch (what) {
    case 'started':
      return `Offboarding started, to be done by ${until}`;
    case 'confirmed':
      return `The vendor confirmed that our data was ${word === 'both' ? 'returned, then deleted' : (word ?? 'dealt with')}`;
    case 'completed':
      return 'Offboarding completed';
    default:
      return 'Offboarding called off';
  }
}

function scoreSentence({ band, residual, bandBefore, residualBefore }: Happening): string {
  if (band === null || residual === null) return 'Scored';
  const now = `Residual risk ${figure(residual)}, ${bandWords[band].toLowerCase()}`;
  if (bandBefore === null || residualBefore === null) return `${now}: the first score`;
  const by = signedFigure(residual - residualBefore);
  if (bandBefore === band) {
    return Math.abs(residual - residualBefore) < 0.05 ? `${now}, unchanged` : `${now} (${by})`;
  }
  return `${now} (${by}; it was ${bandWords[bandBefore].toLowerCase()})`;
}

function overrideSentence({ what, band, bandBefore, word }: Happening, until: string): string {
  const set = band === null ? 'A band' : bandWords[band];
  const model = bandBefore === null ? '' : bandWords[bandBefore].toLowerCase();
  if (what === 'set')
    return `${set} set by a person until ${until}, where the model gives ${model}`;
  return `${set}, set by a person, no longer counts${word && ends[word] ? `: ${ends[word]}` : ''}`;
}

function acceptanceSentence({ what, word }: Happening, finding: string, until: string): string {
  switch (what) {
    case 'requested':
      return `Asked to bear the risk of ${finding} until ${until}`;
    case 'approved':
      return `The risk of ${finding} accepted until ${until}`;
    case 'refused':
      return `The risk of ${finding} not accepted`;
    case 'withdrawn':
      return `The request to bear the risk of ${finding} withdrawn`;
    default:
      return `The risk of ${finding} is no longer accepted${word && ends[word] ? `: ${ends[word]}` : ''}`;
  }
}

function auditSentence({ what, title, word }: Happening, until: string): string {
  const named = title ?? 'An audit';
  switch (what) {
    case 'recorded':
      return word ? `${named} by ${word} recorded` : `${named} recorded`;
    case 'rejected':
      return `${named} no longer accepted`;
    case 'in_grace':
      return `${named} no longer fresh; it still counts in part until ${until}`;
    default:
      return `${named} stale: it proves nothing any more`;
  }
}

function ordinal(number: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth'];
  return words[number - 1] ?? `${number}th`;
}
