import type { RelianceView } from '../../assessments/index.js';
import {
  auditorKinds,
  standings,
  type AuditorLine,
  type AuditorQuery,
} from '../../audits/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { auditTabs } from '../audits/audit-tabs.js';
import type { Option } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { kindWords, standingOf, standingWords } from './auditor-words.js';

/** The page of auditors and compliance platforms, each with how much leans on it. */
export function auditorList(
  me: Caller,
  url: string,
  query: AuditorQuery,
  page: Page<AuditorLine>,
  reliance: ReadonlyMap<string, RelianceView>,
): object {
  const { q, kind, standing } = query;
  return {
    title: 'Auditors',
    tabs: auditTabs('/auditors'),
    mayWrite: me.may.has('audits.write'),
    filters: {
      q: { name: 'q', label: 'Name', type: 'search', value: q ?? '', maxlength: 100 },
      kind: select('kind', 'Kind', auditorKinds.map(optionBy(kindWords)), kind),
      standing: select('standing', 'Standing', standings.map(optionBy(standingWords)), standing),
    },
    filtered: [q, kind, standing].some((filter) => filter !== undefined),
    auditors: page.items.map((auditor) => ({
      href: `/auditors/${auditor.id}`,
      name: auditor.name,
      kind: kindWords[auditor.kind],
      standing: standingOf(auditor),
      ...{ audits: 0, vendors: 0, answers: 0, scores: 0 },
      ...reliance.get(auditor.id),
    })),
    ...listLinks(url, page),
  };
}

const optionBy =
  <Code extends string>(words: Readonly<Record<Code, string>>) =>
  (value: Code): Option => ({ value, label: words[value] });

const select = (name: string, label: string, options: Option[], chosen: string | undefined) => ({
  name,
  label,
  type: 'select',
  options: [{ value: '', label: 'Any' }, ...options].map((option) => ({
    ...option,
    checked: option.value === (chosen ?? ''),
  })),
});
