import { besideSentence, isMissed, type KeptStanding } from '../../journal/index.js';
import { type Form } from '../../platform/http/index.js';
import { shownForm } from '../frame/form-fields.js';

/** How the journal stands to the checkpoint beside the keys; where it is not met, with the form that says it is right all the same. */
export function besideShown(kept: KeptStanding, form: Form<object>) {
  const beside = { sentence: besideSentence(kept), isMissed: isMissed(kept) };
  const shown = shownForm(
    {
      reason: {
        label: 'Reason',
        hint: 'Why this journal is right as it is, such as the backup that was restored. It stands in the journal, and a checkpoint is signed.',
        type: 'textarea',
      },
    },
    form,
  );
  return { beside, acceptance: Object.values(shown.fields), errors: shown.errors };
}
