import { Injectable } from '@nestjs/common';
import {
  ConcernQueries,
  Incidents,
  OutreachQueries,
  type Asked,
  type OutreachAnswerView,
} from '../../incidents/index.js';
import { Clock } from '../../platform/clock.js';
import type { Form } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';

const usedWords = { yes: 'Yes', no: 'No', not_known: 'We do not know yet' } as const;
const choices = Object.entries(usedWords).map(([value, label]) => ({ value, label }));

/** An OpenVEX document may be typed, or chosen as a file. */
export const vexFile = { file: 'file', into: 'openVex', bytes: 200_000 } as const;

interface Plan {
  label: string;
  /** What a fault calls it. */
  called: string;
  options?: typeof choices;
  [attribute: string]: unknown;
}

/** The questions as the vendor reads them: what is asked, and what helps to answer. */
function plansFor(what: string, when: string): Record<string, Plan> {
  return {
    used: {
      label: `1. Do you use ${what}, or did you ${when}?`,
      called: 'Whether you use it',
      type: 'radios',
      options: choices,
      required: true,
      hint: 'In anything by which you serve us: your product, your build, your internal tools. Also as part of something else.',
    },
    versions: {
      label: '2. Which versions?',
      called: 'The list of versions',
      maxlength: 1_000,
      hint: 'All that were in use then, with commas between them, like “1.82.6, 1.82.7”. Your lockfile or image tells.',
      autocomplete: 'off',
    },
    usedFrom: {
      label: '3. Used from which day',
      called: 'The first day',
      type: 'date',
      width: '20',
      hint: 'Your best guess is fine.',
    },
    usedUntil: {
      label: 'until which day?',
      called: 'The last day',
      type: 'date',
      width: '20',
      hint: 'Left empty while it is still in use.',
    },
    reachable: {
      label: '4. Could data or keys of ours be reached from where it ran?',
      called: 'Whether data or keys of ours could be reached',
      type: 'radios',
      options: choices,
      hint: 'Think of environment variables, mounted secrets, databases and prompts that passed through.',
    },
    reached: {
      label: 'What of ours, and how do you know?',
      called: 'What could be reached',
      type: 'textarea',
      rows: 3,
      maxlength: 4_000,
    },
    actions: {
      label: '5. What did you do, and what will you do by when?',
      called: 'What you did',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
      hint: 'Such as: version taken back, images rebuilt, keys renewed, logs looked through.',
    },
    contactName: {
      label: '6. Whom may we ask about it?',
      called: 'The name',
      maxlength: 100,
      autocomplete: 'name',
    },
    contactEmail: {
      label: 'Their e-mail address',
      called: 'The e-mail address',
      type: 'email',
      maxlength: 254,
      autocomplete: 'email',
    },
    openVex: {
      label: 'An OpenVEX document, if you have one',
      called: 'The OpenVEX document',
      type: 'textarea',
      rows: 4,
      maxlength: 200_000,
      hint: 'Paste its JSON, or choose it as a file below. It is not needed.',
    },
    [vexFile.file]: {
      label: 'Or that document as a file',
      called: 'The file',
      type: 'file',
      accept: '.json,.vex,application/json',
      hint: 'JSON, at most 200 kB.',
    },
  };
}

/** What the pages of one request show. */
@Injectable()
export class IncidentForm {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: Incidents,
    private readonly concerns: ConcernQueries,
    private readonly queries: OutreachQueries,
  ) {}

  async told(asked: Asked): Promise<object> {
    const { reference, vendor, summary, message, dueAt, expiresAt, isClosed, actor } = asked;
    const { names, window } = await this.concern(asked);
    return {
      ...{ reference, vendor, summary, message, dueAt, isClosed, what: names.join(', ') },
      about: asked.title,
      name: actor.name,
      windowFrom: window.from,
      windowTo: window.to,
      linkUntil: expiresAt,
      isLate: this.clock.now() > dueAt,
      answered: (await this.queries.answers(asked.requestId)).length,
    };
  }

  async shown(asked: Asked, form: Form<object>): Promise<object> {
    const { names, window } = await this.concern(asked);
    const plans = plansFor(
      names.slice(0, 5).join(', ') || `what ${asked.reference} is about`,
      whenWords(window),
    );
    const errors: { name?: string; message: string }[] = form.message
      ? [{ message: form.message }]
      : [];
    const fields: Record<string, object> = {};
    for (const [name, plan] of Object.entries(plans)) {
      const problem = form.problems[name];
      const error = problem === undefined ? undefined : `${plan.called} ${problem}.`;
      if (error) errors.push({ name, message: error });
      fields[name] = {
        name,
        ...plan,
        ...filled(plan, form.typed[name]),
        ...(error ? { error } : {}),
      };
    }
    for (const name of Object.keys(form.problems)) {
      if (!Object.hasOwn(plans, name))
        errors.push({ message: 'Something was sent that is not asked for.' });
    }
    return { fields, errors };
  }

  receipt(given: readonly OutreachAnswerView[]): object[] {
    return given.map(({ number, answers, answeredBy, answeredAt, isLate }) => ({
      ...{ number, answeredBy, answeredAt, isLate },
      answers: {
        ...answers,
        used: usedWords[answers.used],
        reachable: answers.reachable && usedWords[answers.reachable],
        openVex: answers.openVex !== undefined,
      },
    }));
  }

  private async concern({ incidentId }: Asked) {
    return this.concerns.of(await this.incidents.byId(incidentId));
  }
}

function whenWords({ from, to }: { from: string | null; to: string | null }): string {
  if (from === null) return 'lately';
  if (to === null) return `on ${dayText(from)} or after`;
  return to === from ? `on ${dayText(from)}` : `between ${dayText(from)} and ${dayText(to)}`;
}

function filled(plan: Plan, typed: string | string[] | undefined): object {
  const { options } = plan;
  if (options) return { options: options.map((one) => ({ ...one, checked: one.value === typed })) };
  return { value: typeof typed === 'string' ? typed : '' };
}
