import { heldKinds, type HeldKind } from '../../keeping/index.js';
import { ChoiceField, IdField } from '../../platform/http/index.js';

/** What a page offers to be held. */
export class HoldSubject {
  @ChoiceField(heldKinds, { optional: true }) subjectKind?: HeldKind;
  @IdField({ optional: true }) subjectId?: string;
}
