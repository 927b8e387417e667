import type { FrozenAnswer } from '../../assessments/index.js';
import type {
  Known,
  QuestionnaireDefinition,
  StoreRow,
  ToolRow,
} from '../../questionnaires/index.js';
import { labelled, rowsOf } from './list-rows.js';
import type { DataStoreView, ToolView } from './vendor-risk.view.js';

interface Answers {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
}

/** The tools that the vendor declared, those that see our data or hold credentials first. */
export function toolsPart(answers: Answers): ToolView[] {
  const reach = ({ seesOurData, holdsCredentials }: ToolRow): number =>
    [seesOurData, holdsCredentials].filter((known) => known !== 'no').length;
  return rowsOf<ToolRow>('tools', answers)
    .sort((a, b) => reach(b.row) - reach(a.row))
    .map(({ row, answeredAt }) => ({
      name: row.name,
      kind: labelled('tools', 'kind', row.kind),
      versions: row.version ?? 'not stated',
      purpose: row.purpose ?? '',
      seesOurData: row.seesOurData,
      holdsCredentials: row.holdsCredentials,
      relation: 'direct',
      source: 'Answer',
      asOf: answeredAt.slice(0, 10),
      isStale: false,
      alert: null,
    }));
}

const told: Readonly<Record<Known, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };

/** Where the vendor keeps what of ours. */
export function storesPart(answers: Answers): DataStoreView[] {
  return rowsOf<StoreRow>('stores', answers).map(({ row }) => ({
    what: row.what,
    where: row.where,
    keptFor: row.retentionDays === null ? 'No limit stated' : days(row.retentionDays),
    encryption: [told[row.encryptedAtRest], row.encryptionHow].filter(Boolean).join(': '),
    trainedOn: told[row.trainedOn],
  }));
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
