import { Injectable } from '@nestjs/common';
import {
  EventQueries,
  IncidentQueries,
  OpenIncidents,
  type IncidentView,
} from '../../incidents/index.js';
import { UserQueries } from '../../identity/index.js';
import { blankForm, show, type Form, type FormBody, type View } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { incidentFields, incidentRows, packagesIn } from './incident-fields.js';
import { crumbsOf, incidentStyles } from './incident-frame.js';
import { incidentKindWords } from './incident-words.js';

const mostSources = 10;

/** The form by which an incident is opened or changed. */
@Injectable()
export class IncidentForm {
  constructor(
    private readonly events: EventQueries,
    private readonly incidents: IncidentQueries,
    private readonly others: OpenIncidents,
    private readonly people: UserQueries,
  ) {}

  /** Filled with what the advisories of an event tell. */
  async fromEvent(eventId: string, leadId: string): Promise<FormBody> {
    const { title, kind, links, windowFrom, windowTo, disputed } = await this.events.view(eventId);
    const told = links.filter(({ url }) => url.length <= 500).slice(0, mostSources);
    const sources = told.map(({ url }, at) => ({
      [`sources.${at}.title`]: hostOf(url),
      [`sources.${at}.link`]: url,
    }));
    return Object.assign(
      { title: title.slice(0, 300), kind, leadId, eventId },
      windowFrom ? { windowFrom } : {},
      windowTo ? { windowTo } : {},
      disputed.length > 0 ? { disputed: disputed.join('\n').slice(0, 4_000) } : {},
      ...sources,
    ) as FormBody;
  }

  /** Filled with what stands there. */
  async ofIncident(id: string): Promise<Form<never>> {
    const { version, sources, packages, ...told } = await this.incidents.view(id);
    const { title, kind, summary, windowFrom, windowTo, disputed, leadId } = told;
    const typed: FormBody = { title, kind, summary, windowFrom, windowTo, disputed, leadId };
    sources.forEach(({ title: what, link }, at) => {
      typed[`sources.${at}.title`] = what;
      typed[`sources.${at}.link`] = link ?? '';
    });
    packages.forEach(({ name, purl, versions = [] }, at) => {
      typed[`packages.${at}.name`] = name;
      typed[`packages.${at}.purl`] = purl ?? '';
      typed[`packages.${at}.versions`] = versions.join('\n');
    });
    return blankForm({ ...typed, version: String(version) });
  }

  async opening(form: Form<object>): Promise<View> {
    const { eventId } = form.typed;
    const event =
      typeof eventId === 'string' && eventId !== ''
        ? await this.events.view(eventId).catch(() => undefined)
        : undefined;
    const open = await this.others.about({
      eventId: event?.id,
      packages: packagesIn(form.typed),
    });
    return show('pages/incidents/form', {
      title: 'Open an incident',
      crumbs: [{ href: '/incidents', label: 'Incidents' }, { label: 'Open' }],
      action: '/incidents',
      back: event ? `/advisories/events/${event.id}` : '/incidents',
      submit: 'Open the incident',
      ...(event ? { event } : {}),
      eventId,
      openAboutEvent: open.filter(({ concerns }) => !concerns),
      openAboutPackage: open.filter(({ concerns }) => concerns),
      isOpen: open.length > 0,
      ...(await this.parts(form, open.length > 0 ? alongside : {})),
    });
  }

  async changing(id: string, sent: Form<object>): Promise<View> {
    const incident = await this.incidents.view(id);
    const { version, reference, eventId } = incident;
    const { form, clash } = overTheirs(sent, { version, what: 'incident' });
    const title = `Change ${reference}`;
    return show('pages/incidents/form', {
      title,
      of: incident.title,
      crumbs: crumbsOf(incident, 'Change'),
      action: `/incidents/${id}`,
      back: `/incidents/${id}`,
      submit: 'Save the incident',
      version: form.typed['version'],
      ...clash,
      theirs: 'over' in clash ? theirsOf(incident, form) : [],
      ...(eventId ? { event: await this.events.view(eventId) } : {}),
      ...(await this.parts(form)),
    });
  }

  private async parts(form: Form<object>, more: Record<string, FieldPlan> = {}): Promise<object> {
    const { sources, packages } = incidentRows(form);
    const plans = incidentFields(await this.people.choices());
    return {
      styles: incidentStyles,
      sourceRows: sources.rows,
      packageRows: packages.rows,
      ...shownForm({ ...plans, ...sources.plans, ...packages.plans, ...whole, ...more }, form),
    };
  }
}

/** Asked where one about the same is open. */
const alongside: Record<string, FieldPlan> = {
  alongside: {
    label: 'Open another one on purpose',
    type: 'checkbox',
    hint: 'Each has its own standings, questions to vendors, and report.',
  },
};

/** Faults of the list as a whole. */
const whole = { packages: { label: 'What is affected' }, sources: { label: 'Sources' } };

/** What somebody else saved, where it differs from what was typed. */
function theirsOf(incident: IncidentView, { typed }: Form<object>): object[] {
  const { title, kind, summary, windowFrom, windowTo, disputed } = incident;
  const fields = [
    { name: 'title', label: 'Title', is: title, text: title },
    { name: 'kind', label: 'Kind', is: kind, text: incidentKindWords[kind] },
    { name: 'summary', label: 'What happened', is: summary, text: summary },
    {
      name: 'windowFrom',
      label: 'First day',
      is: windowFrom,
      text: windowFrom && dayText(windowFrom),
    },
    { name: 'windowTo', label: 'Last day', is: windowTo, text: windowTo && dayText(windowTo) },
    { name: 'disputed', label: 'What is disputed', is: disputed, text: disputed },
    { name: 'leadId', label: 'Lead', is: incident.leadId, text: incident.lead },
  ];
  return fields
    .filter(({ name, is }) => Object.hasOwn(typed, name) && typed[name] !== (is ?? ''))
    .map(({ label, text }) => ({ label, text: text ?? '' }));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : 'Source';
}
