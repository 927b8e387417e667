import type { Actor } from '../../platform/actor.js';
import {
  ChoiceField,
  IdField,
  NestedField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { ExposureCounts } from '../exposure/exposure.dto.js';
import { entryKinds, type EntryKind } from './entry.entity.js';

export class EntryView {
  @IdField() id: string;
  @TextField({ max: 40, example: '2026-03-27T12:00:00.000Z' }) at: string;
  @ChoiceField(entryKinds) kind: EntryKind;
  @TextField({ max: 4_000, example: 'I-1 was opened: Poisoned releases of litellm.' })
  words: string;
  @NestedField(() => ExposureCounts, {
    optional: true,
    description: 'Where the vendors stood from then on, where that changed.',
  })
  counts?: ExposureCounts;
  @TextField({ max: 200, optional: true, example: '12 affected, 31 clear, 9 stale, 4 never asked' })
  sentence?: string;
  @WholeField({
    min: 1,
    max: 2_147_483_647,
    optional: true,
    description: 'The derivation whose moves can be read.',
  })
  derivation?: number;
  @ChoiceField(['user', 'token', 'respondent', 'system'], {
    description: '`system`: Assay derived it.',
  })
  byKind: Actor['kind'];
  @TextField({ max: 100, example: 'Ada Moreau' }) by: string;
}

export class NewNote {
  @TextField({ max: 4_000, lines: true, example: 'The maintainers published a post-mortem.' })
  words: string;
}
