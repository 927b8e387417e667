import type { HistoryLine } from '../../findings/index.js';
import { dayText } from '../../platform/templates/index.js';
import { worded } from '../frame/words.js';

const verbs: Readonly<Record<string, string>> = {
  raised: 'raised it',
  changed: 'changed what it says',
  planned: 'planned what the vendor will do',
  resolved: 'said that the gap is closed',
  verified: 'verified it',
  reopened: 'opened it again',
  accepted: 'took it off what is owed: its risk is accepted',
  acceptance_requested: 'asked for its risk to be accepted',
  acceptance_approved: 'approved the risk acceptance',
  acceptance_refused: 'refused the risk acceptance',
  acceptance_withdrawn: 'withdrew the risk acceptance',
  acceptance_ended: 'ended the risk acceptance',
};

/** What was written at each act: shown whole, because the finding itself keeps only the last word. */
const told = ['plan', 'resolution', 'verification', 'reopenedBecause', 'reason'] as const;

/** An act on a finding, for the partial `timeline`. */
export function historyLine({ at, actor, action, before, after }: HistoryLine): object {
  const verb = action.replace('finding.', '');
  const detail = verb === 'changed' ? changesOf(before, after) : wordsOf(after);
  return {
    at,
    who: actor.name,
    what: verbs[verb] ?? worded(verb),
    ...(detail ? { detail } : {}),
  };
}

type Facts = HistoryLine['after'];

function wordsOf(after: Facts): string {
  const words = told.flatMap((name) => said(after?.[name]));
  const until = said(after?.['plannedFor'] ?? after?.['until']).map(dayText);
  return [...words, ...until.map((day) => `Until ${day}.`)].join(' ');
}

const labels: Readonly<Record<string, string>> = {
  title: 'Title',
  severity: 'Severity',
  dueOn: 'Due',
  detail: 'Detail',
  proposedRemediation: 'Proposed remediation',
};

function changesOf(before: Facts, after: Facts): string {
  return Object.entries(labels)
    .filter(([name]) => before?.[name] !== after?.[name])
    .map(([name, label]) => `${label}: ${spoken(before?.[name])} → ${spoken(after?.[name])}`)
    .join('; ');
}

const said = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];

const aDay = /^\d{4}-\d{2}-\d{2}$/;
function spoken(value: unknown): string {
  const [text = 'nothing'] = said(value);
  return aDay.test(text) ? dayText(text) : text.replaceAll('_', ' ');
}
