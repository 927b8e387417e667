import { Injectable } from '@nestjs/common';
import { UserQueries } from '../../identity/index.js';
import { show, type Form, type View } from '../../platform/http/index.js';
import { overTheirs } from '../frame/over-theirs.js';
import { shownForm } from '../frame/form-fields.js';
import { findingFields } from './finding-fields.js';

interface About {
  title: string;
  /** What it is raised from or about, in a line under the title. */
  of: string;
  crumbs: object[];
  action: string;
  back: string;
  button?: string;
  engagements?: readonly { id: string; name: string }[];
  /** What the vendor answered, or the auditor found. */
  from?: object;
  /** The version that stands now, and who made it, where one is changed. */
  current?: { version: number; by: string | undefined };
  /** What somebody else saved meanwhile where it differs from what was typed. */
  theirs?: (form: Form<object>) => object[];
  /** What is left empty is taken over from there. */
  takesOver?: boolean;
}

/** The form by which a finding is raised or changed. */
@Injectable()
export class FindingForm {
  constructor(private readonly people: UserQueries) {}

  async show(sent: Form<object>, about: About): Promise<View> {
    const { title, of, crumbs, action, back, button = 'Raise the finding', engagements } = about;
    const { current } = about;
    const { form, clash } = current
      ? overTheirs(sent, { ...current, what: 'finding' })
      : { form: sent, clash: {} };
    const people = await this.people.choices();
    const isNew = form.typed['version'] === undefined;
    const takesOver = about.takesOver ?? false;
    const choices = isNew ? { people, engagements: engagements ?? [], takesOver } : { people };
    return show('pages/findings/form', {
      title,
      of,
      crumbs,
      action,
      back,
      button,
      from: about.from,
      ...clash,
      theirs: 'over' in clash ? about.theirs?.(form) : [],
      version: form.typed['version'],
      ...shownForm(findingFields(choices), form),
    });
  }
}
