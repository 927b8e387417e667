import type { Choice } from './catalogues.js';
import { levels, type Level } from './levels.js';

/** One of the five questions whose mean is the likelihood, with a sentence for each level. */
export interface LikelihoodFactor<Code extends string = string> {
  readonly code: Code;
  readonly label: string;
  readonly choices: readonly Choice<Level>[];
}

type FiveSentences = readonly [string, string, string, string, string];

function factor<Code extends string>(
  code: Code,
  label: string,
  sentences: FiveSentences,
): LikelihoodFactor<Code> {
  const choices = levels.map((level, at) => {
    const sentence = sentences[at] as string;
    return { code: level, level, label: sentence, because: `${label.toLowerCase()}: ${sentence}` };
  });
  return { code, label, choices };
}

/** The five likelihood factors, each judged on the five levels. Source: VRM-1. */
export const likelihoodFactors = [
  factor('internet_exposure', 'Internet exposure', [
    'runs only inside our own network',
    'reachable only by a private link or from listed addresses',
    'on the internet, behind our single sign-on',
    'on the internet, with logins of its own',
    'on the internet, with parts open to anyone',
  ]),
  factor('fourth_parties', 'Fourth parties seeing our data', [
    'none',
    'one',
    'two or three',
    'four to nine',
    'ten or more, or nobody can say',
  ]),
  factor('trains_or_retains', 'Training on our data, or keeping it', [
    'keeps nothing after the work is done and never trains on it',
    'keeps it for at most 30 days and never trains on it',
    'keeps it for longer and never trains on it',
    'trains on it unless we opt out',
    'trains on it whatever we choose, or nobody can say',
  ]),
  factor('recent_incident', 'Incident in the last 24 months', [
    'none known',
    'a small one, away from customer data',
    'one that touched customer data, closed with an open account of it',
    'one that touched our data, or was badly handled',
    'several, or one that is still open',
  ]),
  factor('ships_code', 'Code of theirs that we install', [
    'nothing to install',
    'an app for people, with no rights in our systems',
    'a library or plug-in that we pin to a version',
    'a library or agent that reaches our data or network',
    'code with wide rights that updates itself',
  ]),
] as const;
export type LikelihoodCode = (typeof likelihoodFactors)[number]['code'];
