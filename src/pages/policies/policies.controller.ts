import { Body, Get, Param, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import {
  blankForm,
  redirect,
  show,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import {
  declaredPolicies,
  figureGroups,
  Policies,
  type Figure,
  type Policy,
  type StandingPolicy,
} from '../../policies/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

const styles = ['/public/css/policies.css'];

@PageController('policies')
export class PolicyPages {
  constructor(private readonly policies: Policies) {}

  @Get()
  @Requires('policies.manage')
  async list(): Promise<View> {
    const standing = declaredPolicies().map(({ code }) => this.policies.standing(code));
    return show('pages/policies/list', {
      title: 'Policies',
      styles,
      policies: (await Promise.all(standing)).map(({ policy, figures, changedBy, changedAt }) => ({
        href: `/policies/${policy.code}`,
        title: policy.title,
        about: policy.about,
        changedBy,
        changedAt,
        groups: grouped(policy, (key) => {
          const { label, unit, usual } = policy.figures[key] as Figure;
          return { label, unit, now: figures[key], usual, changed: figures[key] !== usual };
        }),
      })),
    });
  }

  @Get(':code')
  @Requires('policies.manage')
  async edit(@Param('code') code: string): Promise<View> {
    const standing = await this.policies.standing(code);
    const typed = Object.entries(standing.figures).map(([key, now]) => [key, String(now)]);
    const form = blankForm(Object.fromEntries(typed) as FormBody);
    return this.form(standing, { ...form, typed: { ...form.typed, ...versionOf(standing) } });
  }

  @Post(':code')
  @Requires('policies.manage')
  async change(
    @Me() me: Caller,
    @Param('code') code: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const standing = await this.policies.standing(code);
    try {
      await this.policies.change(me, code, version, numbersOf(rest));
      return redirect('/policies', `${standing.policy.title}: the figures are changed.`);
    } catch (error) {
      const problems = error instanceof Invalid ? error.problems : {};
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error;
      const message = error instanceof Conflict ? { message: error.message } : {};
      const view = this.form(standing, {
        ...{ typed: body, value: undefined as never, ...message },
        problems: Object.fromEntries(
          Object.entries(problems).map(([name, problem]) => [
            name.replace(/^figures\./, ''),
            problem,
          ]),
        ),
      });
      return { ...view, status: 422 };
    }
  }

  private form({ policy }: StandingPolicy, form: Form<object>): View {
    const plans = figureGroups(policy).flatMap(({ keys }) =>
      keys.map((key) => {
        const { label, unit, usual, hint, min, max } = policy.figures[key] as Figure;
        return [
          key,
          {
            label,
            type: 'number',
            suffix: unit,
            hint: [hint, `Usually ${usual}.`].filter(Boolean).join(' '),
            required: true,
            width: '10',
            ...{ min, max, step: 1 },
          } satisfies FieldPlan,
        ] as const;
      }),
    );
    const { fields, errors } = shownForm(Object.fromEntries(plans), form);
    return show('pages/policies/form', {
      title: policy.title,
      crumbs: [{ href: '/policies', label: 'Policies' }, { label: policy.title }],
      about: policy.about,
      action: `/policies/${policy.code}`,
      version: form.typed['version'],
      groups: grouped(policy, (key) => fields[key] as object),
      errors,
      styles,
    });
  }
}

const grouped = (policy: Policy, lineOf: (key: string) => object) =>
  figureGroups(policy).map(({ heading, keys }) => ({ heading, lines: keys.map(lineOf) }));

const versionOf = ({ version }: StandingPolicy): FormBody => ({ version: String(version) });

/** What does not look like a number is passed on as it is, to be refused with a sentence. */
function numbersOf(typed: FormBody): object {
  const read = Object.entries(typed).map(([key, value]) => [
    key,
    typeof value === 'string' && /^-?\d{1,9}$/.test(value.trim()) ? Number(value) : value,
  ]);
  return Object.fromEntries(read) as object;
}
