import {
  assessmentStates,
  type AssessmentLine,
  type AssessmentQuery,
} from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { listLinks } from '../frame/list-links.js';
import { optionsOf } from '../frame/words.js';

/** What the page of assessments shows; filters stay in its address. */
export function assessmentList(
  me: Caller,
  url: string,
  query: AssessmentQuery,
  page: Page<AssessmentLine>,
): object {
  const { state, overdue, byRule, ownerId, vendorId } = query;
  const select = (name: string, label: string, options: object[]) => ({
    name,
    label,
    type: 'select',
    options,
  });
  const stateOptions = [{ value: '', label: 'Any' }, ...optionsOf(assessmentStates)];
  const owners = [
    { value: '', label: 'Anybody' },
    { value: me.userId, label: 'Me', checked: ownerId === me.userId },
    ...(ownerId && ownerId !== me.userId
      ? [{ value: ownerId, label: page.items[0]?.owner ?? 'Somebody else', checked: true }]
      : []),
  ];
  return {
    title: 'Assessments',
    filters: {
      state: select(
        'state',
        'State',
        stateOptions.map((option) => ({ ...option, checked: option.value === (state ?? '') })),
      ),
      ownerId: select('ownerId', 'Owner', owners),
      overdue: {
        name: 'overdue',
        label: 'Overdue only',
        type: 'checkbox',
        value: 'true',
        checked: overdue === true,
      },
      byRule: {
        name: 'byRule',
        label: 'Drafted by a rule',
        type: 'checkbox',
        value: 'true',
        checked: byRule === true,
      },
      vendorId,
    },
    ofVendor: vendorId ? (page.items[0]?.vendor ?? 'one vendor') : undefined,
    filtered:
      [state, ownerId, vendorId].some((filter) => filter !== undefined) ||
      overdue === true ||
      byRule === true,
    assessments: page.items.map((line) => ({ ...line, href: `/assessments/${line.id}` })),
    ...listLinks(url, page),
  };
}
