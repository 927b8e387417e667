import { Injectable } from '@nestjs/common';
import { AdvisoryQueries, type AdvisoryView } from '../../incidents/index.js';
import { show, type Form, type View } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';
import { shownForm } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { advisoryRows, noteFields, writtenFields } from './advisory-fields.js';
import { advisoryKindWords, advisoryStyles } from './advisory-words.js';

/** The forms by which something is said of an advisory, or one is written by hand. */
@Injectable()
export class AdvisoryForm {
  constructor(private readonly queries: AdvisoryQueries) {}

  async noting(id: string, sent: Form<object>): Promise<View> {
    const advisory = await this.queries.view(id);
    const { version, osvId, summary, eventId } = advisory;
    const { form, clash } = overTheirs(sent, { version, what: 'advisory' });
    return show('pages/advisories/notes', {
      title: 'Say more of an advisory',
      of: summary ? `${osvId}: ${summary}` : osvId,
      crumbs: [
        { href: '/advisories', label: 'Advisories' },
        { href: `/advisories/events/${eventId}`, label: 'Event' },
        { href: `/advisories/${id}`, label: osvId },
        { label: 'Say more' },
      ],
      action: `/advisories/${id}`,
      back: `/advisories/${id}`,
      version: form.typed['version'],
      ...clash,
      theirs: 'over' in clash ? theirsOf(advisory, form) : [],
      ...shownForm(noteFields, form),
    });
  }

  writing(form: Form<object>): View {
    const { packages, sources } = advisoryRows(form);
    const plans = { ...writtenFields, ...packages.plans, ...sources.plans };
    return show('pages/advisories/by-hand', {
      title: 'Write an advisory',
      crumbs: [
        { href: '/advisories', label: 'Advisories' },
        { href: '/advisories/new', label: 'Bring in' },
        { label: 'By hand' },
      ],
      styles: advisoryStyles,
      packageRows: packages.rows,
      sourceRows: sources.rows,
      ...shownForm({ ...plans, packages: { label: 'What is affected' } }, form),
    });
  }
}

/** What somebody else saved, where it differs from what was typed. */
function theirsOf(advisory: AdvisoryView, { typed }: Form<object>): object[] {
  const { kind, windowFrom, windowTo, disputed, notes } = advisory;
  const fields = [
    { name: 'kind', label: 'Kind', is: kind, text: advisoryKindWords[kind] },
    { name: 'windowFrom', label: 'First day', is: windowFrom, text: dayOf(windowFrom) },
    { name: 'windowTo', label: 'Last day', is: windowTo, text: dayOf(windowTo) },
    { name: 'disputed', label: 'What is disputed', is: disputed, text: disputed },
    { name: 'notes', label: 'Notes', is: notes, text: notes },
  ];
  return fields
    .filter(({ name, is }) => Object.hasOwn(typed, name) && typed[name] !== (is ?? ''))
    .map(({ label, text }) => ({ label, text: text ?? '' }));
}

const dayOf = (day: string | undefined): string => (day ? dayText(day) : '');
