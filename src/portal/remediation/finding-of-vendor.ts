import { Injectable } from '@nestjs/common';
import {
  mayTakeFinding,
  Remedies,
  type PlanFacts,
  type Remedy,
  type RequestedFindingView,
  type Resolution,
} from '../../findings/index.js';
import { FileIntake, spokenSize } from '../../evidence/index.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { acceptAttribute, acceptedInWords } from '../../platform/inspection/index.js';
import type { ProofFacts } from './proof.dto.js';
import { remedyPlaces } from './remedy-places.js';
import { findingStateWords } from './state-words.js';

/** The form that was sent and refused, if one was. */
export interface SentForms {
  plan?: Form<PlanFacts>;
  resolution?: Form<Resolution>;
  proof?: Form<ProofFacts>;
}

const labels: Readonly<Record<string, string>> = {
  plan: 'What you will do',
  plannedFor: 'By when',
  resolution: 'What was done',
  title: 'What it shows',
  file: 'The file',
};

/** The page on which the vendor says what it does about one finding. */
@Injectable()
export class FindingOfVendor {
  constructor(
    private readonly remedies: Remedies,
    private readonly intake: FileIntake,
  ) {}

  async of(remedy: Remedy, id: string, sent: SentForms): Promise<object> {
    const finding = await this.remedies.one(remedy, id);
    const files = await this.remedies.filesOf(remedy, id);
    const to = remedyPlaces(remedy);
    const { reference, title, state } = finding;
    return {
      title: `${reference}: ${title}`,
      crumbs: [{ href: to.overview, label: 'Findings' }, { label: reference }],
      finding: { ...finding, status: state, word: findingStateWords[state] },
      files: files.map(({ title: shows, name, bytes, sha256, givenBy, givenAt }) => ({
        ...{ title: shows, name, givenBy, givenAt },
        size: spokenSize(bytes),
        fingerprint: sha256.slice(0, 12),
      })),
      ...(mayTakeFinding('plan', state, 'vendor')
        ? this.planning(finding, to.finding(id), sent)
        : {}),
      ...(state === 'verified' || state === 'risk_accepted'
        ? {}
        : { proof: this.proving(to.finding(id), sent) }),
      errors: [sent.plan, sent.resolution, sent.proof].flatMap((form) => errorsOf(form)),
    };
  }

  private planning(
    { plan, plannedFor, version }: RequestedFindingView,
    at: string,
    sent: SentForms,
  ): object {
    const planned = sent.plan ?? blankForm({ plan, plannedFor });
    const done = sent.resolution ?? blankForm();
    return {
      plan: {
        action: `${at}/plan`,
        version,
        fields: {
          plan: field(planned, 'plan', {
            type: 'textarea',
            rows: 5,
            required: true,
            maxlength: 4_000,
          }),
          plannedFor: field(planned, 'plannedFor', { type: 'date', width: '20', required: true }),
        },
      },
      resolution: {
        action: `${at}/resolution`,
        version,
        field: field(done, 'resolution', {
          type: 'textarea',
          rows: 4,
          required: true,
          maxlength: 4_000,
          hint: 'Only once it is in force. We look at it before the finding is closed.',
        }),
      },
    };
  }

  private proving(at: string, { proof = blankForm() }: SentForms): object {
    return {
      action: `${at}/evidence`,
      fields: {
        title: field(proof, 'title', {
          hint: 'Optional: the name of the file stands for it otherwise.',
        }),
        file: field(proof, 'file', {
          type: 'file',
          accept: acceptAttribute,
          hint: `${acceptedInWords}, up to ${spokenSize(this.intake.mostBytes)}.`,
        }),
      },
    };
  }
}

function field({ typed, problems }: Form<object>, name: string, plan: object): object {
  const label = labels[name] ?? name;
  const value = typed[name];
  return {
    name,
    label,
    value: typeof value === 'string' ? value : '',
    ...plan,
    ...(problems[name] ? { error: `${label} ${problems[name]}.` } : {}),
  };
}

function errorsOf(form: Form<object> | undefined): object[] {
  if (!form) return [];
  const said = Object.entries(form.problems).map(([name, problem]) =>
    labels[name]
      ? { name, message: `${labels[name]} ${problem}.` }
      : { message: `“${name}” ${problem}.` },
  );
  return form.message === undefined ? said : [{ message: form.message }, ...said];
}
