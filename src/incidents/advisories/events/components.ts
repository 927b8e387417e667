/** An advisory as far as grouping goes; ids sort by the time they were made. */
export interface Member {
  readonly id: string;
  readonly homeEventId: string;
}

/**
 * Parts advisories into events: those that bonds connect, however indirectly, are one. The event of a part is the one that was
 * made with its earliest advisory, so that parting again gives back what was there before, in whatever order bonds came.
 * Answers the event of every advisory.
 */
export function eventsOf(
  members: readonly Member[],
  bonds: readonly { oneId: string; otherId: string }[],
): Map<string, string> {
  const up = new Map(members.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = up.get(at); next !== undefined && next !== at; next = up.get(at)) at = next;
    return at;
  };
  for (const { oneId, otherId } of bonds) {
    if (!up.has(oneId) || !up.has(otherId)) continue;
    const [earlier = '', later = ''] = [rootOf(oneId), rootOf(otherId)].sort();
    up.set(later, earlier);
  }
  const homes = new Map(members.map(({ id, homeEventId }) => [id, homeEventId]));
  return new Map(members.map(({ id }) => [id, homes.get(rootOf(id)) ?? '']));
}
