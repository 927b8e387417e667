import { spokenDay, type EvidenceGrade } from '../../scoring/index.js';
import { sourceWords, type InventoryFamily, type InventorySource } from '../words.js';
import type { ListSays, ToolOnDay } from './tool-day.dto.js';

/** A list, and what it says of one tool. */
export interface DatedList {
  inventoryId: string;
  source: InventorySource;
  family: InventoryFamily;
  engagementId: string | null;
  engagement: string | null;
  subject: string;
  /** `YYYY-MM-DD`. */
  describedOn: string;
  isComplete: boolean;
  listed: boolean;
  versions: string[];
  grade: EvidenceGrade | null;
}

/**
 * What lists say of a tool as of a day. Lists of one kind about one thing follow each other: of each such row counts the last
 * on or before the day, else the first after it.
 * @param lists oldest first
 * @param day `YYYY-MM-DD`
 */
export function answerOf(tool: string, day: string, lists: readonly DatedList[]): ToolOnDay {
  const rows = new Map<string, DatedList>();
  for (const list of lists) {
    const key = JSON.stringify([list.family, list.engagementId, list.subject]);
    if (list.describedOn <= day || !rows.has(key)) rows.set(key, list);
  }
  const says = [...rows.values()].map((list) => saysOf(list, day)).sort(nearestFirst);
  return { day, sentence: sentenceOf(tool, day, says), lists: says };
}

function saysOf(list: DatedList, day: string): ListSays {
  const { inventoryId, source, engagement, subject, describedOn, isComplete, listed } = list;
  return {
    inventoryId,
    source,
    ...(engagement === null ? {} : { engagement }),
    ...(subject === '' ? {} : { subject }),
    describedOn,
    daysAway: daysBetween(describedOn, day),
    isComplete,
    listed,
    versions: list.versions,
    ...(list.grade === null ? {} : { grade: list.grade }),
  };
}

/** What was there before the day counts before what came after it; what names the tool before what does not. */
function nearestFirst(one: ListSays, other: ListSays): number {
  const late = Number(one.daysAway < 0) - Number(other.daysAway < 0);
  return (
    late ||
    Number(other.listed) - Number(one.listed) ||
    Math.abs(one.daysAway) - Math.abs(other.daysAway)
  );
}

/** More versions than these are not named in a sentence. */
const mostNamed = 5;

function sentenceOf(tool: string, day: string, [first, ...rest]: readonly ListSays[]): string {
  if (!first) return `Not known: there is no list of what this vendor uses.`;
  const { daysAway, source, describedOn, listed, versions } = first;
  const list = `${sourceWords[source]} of ${spokenDay(describedOn)}`;
  const away = distanceWords(daysAway);
  if (!listed) return `${tool} is not in the nearest list: ${list}, ${away}.`;
  const which =
    versions.length > 0 ? `${tool} ${versions.join(' and ')}` : `${tool}, version not told`;
  const nothing = daysAway < 0 ? ` There is no list from before ${spokenDay(day)}.` : '';
  return `${which}: ${list}, ${away}.${nothing}${othersOf(versions, rest)}`;
}

/** Lists of other parts of what a vendor offers may name other versions: the nearest alone would hide them. */
function othersOf(versions: readonly string[], rest: readonly ListSays[]): string {
  const others = [...new Set(rest.flatMap((list) => list.versions))]
    .filter((version) => !versions.includes(version))
    .sort();
  if (others.length === 0) return '';
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  return ` Other lists name other versions: ${others.slice(0, mostNamed).join(', ')}${more}.`;
}

/** How far a list is from the day asked for: whole days, below 0 where it describes a later one. */
export function distanceWords(days: number): string {
  if (days === 0) return 'of that very day';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return `${count} ${days > 0 ? 'before' : 'after'} that day`;
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
