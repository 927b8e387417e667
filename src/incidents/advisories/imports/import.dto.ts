import {
  ChoiceField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WholeField,
} from '../../../platform/http/index.js';
import { advisorySources, type AdvisorySource } from '../advisory.entity.js';
import { importStates, type ImportState } from './import.entity.js';

const example =
  '{"id":"GHSA-5mg7-485q-xm76","modified":"2026-03-24T15:35:32Z","summary":"Two releases of litellm carried malware","affected":[{"package":{"ecosystem":"PyPI","name":"litellm"},"versions":["1.82.7","1.82.8"]}]}';

export class PastedAdvisories {
  @TextField({
    max: 500_000,
    lines: true,
    example,
    description:
      'OSV records in JSON or YAML: one, a list, several YAML documents, or an answer of an OSV server. Larger ones are sent as a file.',
  })
  text: string;
}

export class ImportQuery extends ListQuery {}

export class LeftOutView {
  @TextField({ max: 500, example: 'all.zip/PYSEC-2026-9.yaml' }) where: string;
  @TextField({ max: 2_000, example: 'affected[0].ranges[0].events is missing.' }) why: string;
}

export class TakenView {
  @IdField({ description: 'The advisory.' }) id: string;
  @TextField({ max: 200, example: 'PYSEC-2026-2' }) osvId: string;
  @TextField({ max: 500, example: 'all.zip/PYSEC-2026-2.yaml' }) where: string;
  @ChoiceField(['added', 'changed', 'same']) outcome: 'added' | 'changed' | 'same';
}

export class ImportView {
  @IdField() id: string;
  @ChoiceField(advisorySources) source: AdvisorySource;
  @TextField({ max: 500, optional: true, description: 'The file or address.' }) sourceName?: string;
  @ChoiceField(importStates, {
    description:
      'Running ones go on by themselves: read it again. unchanged: fetched from an address that has nothing new.',
  })
  state: ImportState;
  @WholeField({ min: 0, max: 10_000_000 }) added: number;
  @WholeField({ min: 0, max: 10_000_000 }) changed: number;
  @WholeField({ min: 0, max: 10_000_000, description: 'Here already, word for word.' })
  same: number;
  @NestedListField(() => TakenView, { max: 200, description: 'The first of what was taken.' })
  taken: TakenView[];
  @WholeField({ min: 0, max: 10_000_000 }) leftOutCount: number;
  @NestedListField(() => LeftOutView, { max: 200, description: 'The first of what was left out.' })
  leftOut: LeftOutView[];
  @TextField({ max: 2_000, optional: true, description: 'Why it failed.' }) problem?: string;
  @TextField({ max: 200 }) begunBy: string;
  @InstantField() begunAt: string;
  @InstantField({ optional: true }) finishedAt?: string;
}
