import type { DeltaView } from '../../reports/index.js';

/** The delta as pages show it, with the addresses of what it names. */
export function deltaShown(view: DeltaView): object {
  const { before, after } = view;
  const href = ({ assessmentId }: DeltaView['before']) => `/assessments/${assessmentId}`;
  return {
    delta: {
      ...view,
      before: { ...before, href: href(before) },
      after: { ...after, href: href(after) },
      lists: view.lists.map(({ lines, ...list }) => ({
        ...list,
        open: list.kind !== 'confirmed' && list.kind !== 'gone',
        count: lines.length,
        lines: lines.map((line) => ({
          ...line,
          href: `${href(after)}/review/${encodeURIComponent(line.key)}`,
        })),
      })),
    },
  };
}
