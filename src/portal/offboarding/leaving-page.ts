import { Injectable } from '@nestjs/common';
import { FileIntake, spokenSize } from '../../evidence/index.js';
import {
  dataWasWords,
  OffboardingConfirmations,
  type ConfirmationFacts,
  type ConfirmationView,
  type DeletionProof,
  type Leaving,
} from '../../offboarding/index.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { acceptAttribute, acceptedInWords } from '../../platform/inspection/index.js';

/** The form that was sent and refused, if one was. */
export interface SentConfirmation {
  facts?: Form<ConfirmationFacts>;
  proof?: Form<DeletionProof>;
}

const vendorWords = {
  returned: 'It was returned',
  deleted: 'It was deleted',
  both: 'It was returned, then deleted',
} as const satisfies Record<keyof typeof dataWasWords, string>;

interface Plan {
  label: string;
  /** What a fault calls it. */
  called: string;
  options?: { value: string; label: string }[];
  [attribute: string]: unknown;
}

const plans: Readonly<Record<string, Plan>> = {
  dataWas: {
    label: '1. What became of the data?',
    called: 'What became of the data',
    type: 'radios',
    required: true,
    options: Object.entries(vendorWords).map(([value, label]) => ({ value, label })),
  },
  doneOn: {
    label: '2. On which day was that done?',
    called: 'The day on which that was done',
    type: 'date',
    width: '20',
    required: true,
  },
  method: {
    label: '3. How?',
    called: 'How it was done',
    type: 'textarea',
    rows: 4,
    required: true,
    maxlength: 2_000,
    hint: 'Such as: deleted from production and replicas, the keys of the volume destroyed; training sets and embeddings included.',
  },
  backupsUntil: {
    label: '4. By when is the last backup gone that has any of it?',
    called: 'The day of the last backup',
    type: 'date',
    width: '20',
    hint: 'Left empty where no backup has any of it.',
  },
  remains: {
    label: '5. Does anything stay with you? Why, and until when?',
    called: 'What stays',
    type: 'textarea',
    rows: 3,
    maxlength: 2_000,
    hint: 'Such as: invoices, for as long as the law asks. Left empty where nothing does.',
  },
  confirmedBy: {
    label: '6. Who confirms this?',
    called: 'Who confirms it',
    required: true,
    maxlength: 200,
    hint: 'Name and position.',
    autocomplete: 'name',
  },
};

/** The one page on which a vendor confirms what became of the data, gives what shows it, and reads what it said. */
@Injectable()
export class LeavingPage {
  constructor(
    private readonly confirmations: OffboardingConfirmations,
    private readonly intake: FileIntake,
  ) {}

  async of(leaving: Leaving, sent: SentConfirmation): Promise<object> {
    const { vendor, requestId, actor, expiresAt } = leaving;
    const { confirmations, files, isAccepted, dueOn, message } =
      await this.confirmations.view(leaving);
    const path = `/offboarding/r/${requestId}`;
    const [last] = confirmations;
    const form = sent.facts ?? blankForm(last ? typedOf(last) : { confirmedBy: actor.name });
    const fields = shown(plans, form);
    const proof = shown(this.proofPlans(), sent.proof ?? blankForm({ kind: 'certificate' }));
    return {
      title: `What became of the data at ${vendor}?`,
      ...{ vendor, dueOn, message, isAccepted, linkUntil: expiresAt },
      said: last && { ...last, dataWas: vendorWords[last.dataWas] },
      asksAgain: last?.returnedBecause !== undefined,
      files: files.map((file) => ({ ...file, fingerprint: file.sha256.slice(0, 12) })),
      action: path,
      proofAction: `${path}/files`,
      fields,
      proof,
      errors: [...errorsOf(plans, sent.facts), ...errorsOf(this.proofPlans(), sent.proof)],
    };
  }

  private proofPlans(): Record<string, Plan> {
    return {
      kind: {
        label: 'What is it?',
        called: 'What it is',
        type: 'radios',
        options: [
          { value: 'certificate', label: 'A certificate of deletion' },
          { value: 'other', label: 'Something else that shows it' },
        ],
      },
      file: {
        label: 'The file',
        called: 'The file',
        type: 'file',
        accept: acceptAttribute,
        hint: `${acceptedInWords}, up to ${spokenSize(this.intake.mostBytes)}.`,
      },
    };
  }
}

const typedOf = ({
  dataWas,
  doneOn,
  method,
  backupsUntil,
  remains,
  confirmedBy,
}: ConfirmationView) => ({ dataWas, doneOn, method, backupsUntil, remains, confirmedBy });

function shown(
  planned: Readonly<Record<string, Plan>>,
  { typed, problems }: Form<object>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(planned).map(([name, plan]) => {
      const value = typed[name];
      const error = problems[name] && `${plan.called} ${problems[name]}.`;
      const { options } = plan;
      const filled = options
        ? { options: options.map((one) => ({ ...one, checked: one.value === value })) }
        : { value: typeof value === 'string' ? value : '' };
      return [name, { name, ...plan, ...filled, ...(error ? { error } : {}) }];
    }),
  );
}

function errorsOf(
  planned: Readonly<Record<string, Plan>>,
  form: Form<object> | undefined,
): object[] {
  if (!form) return [];
  const said = Object.entries(form.problems).map(([name, problem]) => {
    const called = planned[name]?.called;
    return called === undefined
      ? { message: 'Something was sent that is not asked for.' }
      : { name, message: `${called} ${problem}.` };
  });
  return form.message === undefined ? said : [{ message: form.message }, ...said];
}
