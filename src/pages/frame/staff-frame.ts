import { Injectable } from '@nestjs/common';
import type { Caller, Permission } from '../../identity/index.js';
import { ReminderList } from '../../obligations/index.js';
import { Clock } from '../../platform/clock.js';
import { PageRenderer, type Request } from '../../platform/http/index.js';
import { Templates } from '../../platform/templates/index.js';

interface Place {
  href: string;
  label: string;
  needs: Permission;
  /** Further addresses that belong to it. */
  also?: readonly string[];
}

const places: readonly Place[] = [
  { href: '/', label: 'Dashboard', needs: 'vendors.read' },
  {
    href: '/vendors',
    label: 'Vendors',
    needs: 'vendors.read',
    also: ['/engagements', '/contacts', '/evidence', '/offboardings'],
  },
  {
    href: '/tools',
    label: 'Tools',
    needs: 'tools.read',
    also: ['/tool-uses', '/suppliers', '/inventories'],
  },
  { href: '/assessments', label: 'Assessments', needs: 'assessments.read' },
  {
    href: '/audits',
    label: 'Audits',
    needs: 'audits.read',
    also: ['/auditors', '/audit-exceptions'],
  },
  { href: '/findings', label: 'Findings', needs: 'findings.read', also: ['/acceptances'] },
  {
    href: '/incidents',
    label: 'Incidents',
    needs: 'incidents.read',
    also: ['/statements', '/rotations', '/outreach-requests'],
  },
  { href: '/advisories', label: 'Advisories', needs: 'incidents.read' },
  { href: '/due', label: 'Due dates', needs: 'obligations.read' },
  { href: '/reminders', label: 'Reminders', needs: 'obligations.read' },
  { href: '/questionnaires', label: 'Questionnaires', needs: 'questionnaires.read' },
  { href: '/reports', label: 'Reports', needs: 'reports.read', also: ['/portfolio'] },
  { href: '/dossiers', label: 'Dossiers', needs: 'dossiers.read' },
  { href: '/outbox', label: 'Outbox', needs: 'outbox.read' },
  { href: '/tokens', label: 'API tokens', needs: 'tokens.own' },
  { href: '/account', label: 'Your account', needs: 'tokens.own' },
];

const administration: readonly Place[] = [
  { href: '/users', label: 'People', needs: 'users.manage' },
  { href: '/policies', label: 'Policies', needs: 'policies.manage' },
  { href: '/kept', label: 'What is kept', needs: 'keeping.manage' },
  { href: '/webhooks', label: 'Webhooks', needs: 'webhooks.manage' },
  { href: '/jobs', label: 'Jobs', needs: 'jobs.manage' },
  { href: '/journal', label: 'Journal', needs: 'journal.read' },
];

/** The frame of staff pages: only what this person may open. */
@Injectable()
export class StaffFrame extends PageRenderer {
  protected readonly layout = 'page';

  constructor(
    templates: Templates,
    clock: Clock,
    private readonly reminders: ReminderList,
  ) {
    super(templates, clock);
  }

  protected async frame(request: Request): Promise<object> {
    const caller = request.actor as Caller;
    const unread = caller.may.has('obligations.read')
      ? await this.reminders.unread(caller.userId)
      : 0;
    const open = (from: readonly Place[]) =>
      from
        .filter(({ needs }) => caller.may.has(needs))
        .map(({ href, label, also = [] }) => ({
          href,
          label,
          current: [href, ...also].some((path) => isAt(request.url, path)),
          ...(href === '/reminders' && unread > 0 ? { unread } : {}),
        }));
    const closed = open(administration);
    return {
      nav: open(places),
      ...(closed.length > 0 ? { administration: closed } : {}),
      person: { name: caller.name, role: caller.role },
    };
  }
}

function isAt(url: string, href: string): boolean {
  const path = url.split('?')[0] ?? '';
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
