import { Injectable } from '@nestjs/common';
import { addDays, Clock } from '../../platform/clock.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { aiVendor, aiVendorShort, QuestionnaireQueries } from '../../questionnaires/index.js';
import type { Tier } from '../../scoring/index.js';
import {
  Contacts,
  Engagements,
  Vendors,
  type Contact,
  type Engagement,
} from '../../vendors/index.js';
import { shownForm, type FieldPlan, type Option } from '../frame/form-fields.js';

const usualDays = 14;
const mostQuestionnaires = 200;

interface Choices {
  engagements: Engagement[];
  contacts: Contact[];
  questionnaires: { id: string; key: string; title: string; number: number; questions: number }[];
}

/** The form that sends a questionnaire to a vendor. */
@Injectable()
export class AssessmentForm {
  constructor(
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly contacts: Contacts,
    private readonly questionnaires: QuestionnaireQueries,
    private readonly clock: Clock,
  ) {}

  /** What is chosen at first: the engagement that was asked for or the riskiest, and what fits its tier. */
  async usual(vendorId: string, engagementId?: string): Promise<FormBody> {
    const choices = await this.choicesOf(vendorId);
    const [riskiest] = choices.engagements;
    const engagement = choices.engagements.find(({ id }) => id === engagementId) ?? riskiest;
    const version = engagement && recommended(choices, engagement.inherent.tier);
    const [contact] = choices.contacts;
    return {
      ...(engagement ? { engagementId: engagement.id } : {}),
      ...(version ? { questionnaireVersionId: version.id } : {}),
      ...(contact ? { contactId: contact.id } : {}),
      dueOn: addDays(this.clock.today(), usualDays),
    };
  }

  async shown(vendorId: string, form: Form<object>): Promise<object> {
    const { name } = await this.vendors.byId(vendorId);
    const choices = await this.choicesOf(vendorId);
    return {
      title: 'Send a questionnaire',
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${vendorId}`, label: name },
        { label: 'Send a questionnaire' },
      ],
      vendor: { id: vendorId, name },
      lacksEngagement: choices.engagements.length === 0,
      lacksContact: choices.contacts.length === 0,
      lacksQuestionnaire: choices.questionnaires.length === 0,
      ...shownForm(plansOf(choices), form),
    };
  }

  private async choicesOf(vendorId: string): Promise<Choices> {
    const [engagements, contacts, { items }] = await Promise.all([
      this.engagements.ofVendor(vendorId),
      this.contacts.ofVendor(vendorId),
      this.questionnaires.page({ size: mostQuestionnaires }),
    ]);
    const questionnaires = items.flatMap(({ publishedId, key, title, number, questions }) =>
      publishedId === undefined
        ? []
        : [{ id: publishedId, key, title, number: number ?? 1, questions: questions ?? 0 }],
    );
    const riskiestFirst = [...engagements].sort((a, b) => a.inherent.tier - b.inherent.tier);
    return { engagements: riskiestFirst, contacts, questionnaires };
  }
}

function recommended({ questionnaires }: Choices, tier: Tier) {
  const wanted = tier === 4 ? aiVendorShort.key : aiVendor.key;
  return questionnaires.find(({ key }) => key === wanted) ?? questionnaires[0];
}

function plansOf(choices: Choices): Record<string, FieldPlan> {
  const engagements = choices.engagements.map(({ id, name, inherent }) => ({
    value: id,
    label: name,
    hint: `Tier ${inherent.tier}`,
  }));
  const contacts = choices.contacts.map(({ id, name, email, position }) => ({
    value: id,
    label: name,
    hint: position ? `${position}, ${email}` : email,
  }));
  return {
    engagementId: { label: 'What is it about?', type: 'radios', options: engagements },
    questionnaireVersionId: {
      label: 'Which questionnaire?',
      type: 'radios',
      options: questionnaireOptions(choices),
    },
    contactId: {
      label: 'Who gets the letter?',
      type: 'radios',
      options: contacts,
      hint: 'They can hand sections to colleagues.',
    },
    dueOn: {
      label: 'Answers due on',
      type: 'date',
      width: '20',
      required: true,
      hint: 'Late answers are accepted and marked late.',
    },
    message: {
      label: 'A word from you',
      type: 'textarea',
      rows: 3,
      maxlength: 2_000,
      hint: 'Stands in the letter and beside the questions.',
    },
  };
}

function questionnaireOptions({ questionnaires, engagements }: Choices): Option[] {
  const [only] = engagements;
  const tier = engagements.length === 1 ? only?.inherent.tier : undefined;
  return questionnaires.map(({ id, key, title, number, questions }) => {
    const facts = `Version ${number}, ${questions} questions.`;
    return {
      value: id,
      label: title,
      hint: [facts, adviceOn(key, tier)].filter(Boolean).join(' '),
    };
  });
}

function adviceOn(key: string, tier: Tier | undefined): string {
  const short = key === aiVendorShort.key;
  if (!short && key !== aiVendor.key) return '';
  if (tier === undefined) return `Recommended for ${short ? 'tier 4' : 'tiers 1 to 3'}.`;
  if ((tier === 4) === short) return `Recommended: this engagement is tier ${tier}.`;
  return short ? 'For tier 4; it asks less than this tier needs.' : 'For tiers 1 to 3.';
}
