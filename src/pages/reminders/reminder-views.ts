import { whenWords, daysPast, type PutOff, type ReminderLine } from '../../obligations/index.js';
import type { Page } from '../../platform/database/index.js';
import type { Form } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';

const endedWords = { done: 'Done', cancelled: 'Called off' };

interface Shown {
  url: string;
  page: Page<ReminderLine>;
  unread: number;
  all: boolean;
  putOff: readonly PutOff[];
  maySnooze: boolean;
}

export function remindersPage({ url, page, unread, all, putOff, maySnooze }: Shown) {
  return {
    title: 'Reminders',
    tabs: [
      { href: '/reminders', label: 'Unread', current: !all, count: unread },
      { href: '/reminders?all=yes', label: 'All', current: all },
    ],
    all,
    unread,
    maySnooze,
    reminders: page.items.map((line) => ({
      ...line,
      why: whyWords(line),
      late: line.ended === undefined && line.dueOn < line.createdAt.slice(0, 10),
      ...(line.ended ? { endedWord: endedWords[line.ended] } : {}),
      unread: line.readAt === undefined && line.ended === undefined,
      snoozable: maySnooze && line.ended === undefined,
    })),
    ...listLinks(url, page),
    putOff,
  };
}

function whyWords({ cause, owner }: ReminderLine): string | undefined {
  if (cause === 'late') return `Passed on to you: it is long late, and ${owner} owns it.`;
  return cause === 'left'
    ? `Passed on to you: ${owner}, who owns it, has no access any more.`
    : undefined;
}

interface Asked {
  id: string;
  title: string;
  vendor: string;
  dueOn: string;
  path: string;
}

export function snoozePage(asked: Asked, most: number, today: string, form: Form<object>) {
  const title = 'Put a reminder off';
  const fields: Record<string, FieldPlan> = {
    until: {
      label: 'Remind me again on',
      type: 'date',
      required: true,
      hint: `At most ${most} days from now.`,
    },
    reason: {
      label: 'Reason',
      required: true,
      maxlength: 500,
      hint: 'It stands in the journal. Whom it is passed on to when it is late still hears of it.',
    },
  };
  return {
    title,
    crumbs: [{ href: '/reminders', label: 'Reminders' }, { label: title }],
    asked,
    when: whenWords(daysPast(asked.dueOn, today)),
    ...shownForm(fields, form),
  };
}
