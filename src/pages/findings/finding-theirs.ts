import type { FindingView } from '../../findings/index.js';
import type { Form } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';
import { severityWord } from './finding-words.js';

/** What somebody else saved of a finding, field by field, where it differs from what was typed. */
export function theirsOf(finding: FindingView, { typed }: Form<object>): object[] {
  const { title, severity, detail, proposedRemediation, ownerId, owner, dueOn } = finding;
  const { plan, plannedFor } = finding;
  const fields = [
    { name: 'title', label: 'Title', is: title, text: title },
    { name: 'severity', label: 'Severity', is: severity, text: severityWord(severity) },
    { name: 'detail', label: 'What is missing, and why that matters', is: detail, text: detail },
    {
      name: 'proposedRemediation',
      label: 'What the vendor should do',
      is: proposedRemediation,
      text: proposedRemediation,
    },
    { name: 'ownerId', label: 'Owner', is: ownerId, text: owner },
    { name: 'dueOn', label: 'Due', is: dueOn, text: dayText(dueOn) },
    { name: 'plan', label: 'The vendor’s plan', is: plan, text: plan },
    {
      name: 'plannedFor',
      label: 'Planned for',
      is: plannedFor,
      text: plannedFor && dayText(plannedFor),
    },
  ];
  return fields
    .filter(({ name, is }) => Object.hasOwn(typed, name) && typed[name] !== (is ?? ''))
    .map(({ label, text }) => ({ label, text: text ?? '' }));
}
