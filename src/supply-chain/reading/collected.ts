import { purlOf, readPurl } from './purl.js';
import {
  limits,
  Unreadable,
  type Directness,
  type Early,
  type LeftOut,
  type ReadInventory,
  type ReadItem,
} from './read-inventory.js';

/** What a format says of one entry, as it says it. */
export interface Entry {
  where: string;
  name: string | undefined;
  version?: string | null | undefined;
  /** A whole package URL, as written. */
  purl?: string | undefined;
  /** Where there is none: the type of package that the name is of. */
  type?: 'pypi' | 'npm';
  kind?: ReadItem['kind'];
  direct?: Directness;
  supplier?: string | null | undefined;
  webAddress?: string | null | undefined;
}

type Facts = Pick<ReadInventory, 'format' | 'formatVersion'> &
  Partial<Pick<ReadInventory, 'describedOn' | 'subject' | 'isComplete'>>;

const bundle = 2_000;
const strength: Readonly<Record<Directness, number>> = { yes: 2, no: 1, unknown: 0 };

/** Gathers the entries of a file: each thing once, and what could not be taken with the reason. */
export class Collected {
  private readonly items = new Map<string, ReadItem>();
  private untold: ReadItem[] = [];
  private readonly leftOut: LeftOut[] = [];
  private leftOutCount = 0;
  private entries = 0;
  private repeated = 0;
  private dropped = 0;
  private lost = false;

  /** `early` hears each item once, in order; what it does not name, such as who needs it, may be learned later. */
  constructor(private readonly early?: Early) {}

  /** Takes an entry; `undefined` where it was dropped. */
  add(entry: Entry): ReadItem | undefined {
    this.count();
    const name = cleaned(entry.name);
    if (!name || name.length > limits.name) {
      this.lost = true;
      const why = name ? `a name of more than ${limits.name} letters` : 'no name';
      return this.drop(entry.where, `has ${why}`);
    }
    if (name !== entry.name && unkept.test(entry.name ?? '')) {
      this.note(entry.where, 'has letters in its name that cannot be kept: left out of it');
    }
    const { purl, version } = this.identified(entry, name);
    const item: ReadItem = {
      purl,
      name,
      version: this.bounded(entry.where, version),
      kind: entry.kind ?? 'library',
      direct: entry.direct ?? 'unknown',
      supplier: cut(cleaned(entry.supplier)),
      webAddress: addressOf(entry.webAddress),
    };
    return this.once(item);
  }

  /** Says that something else of the file is not taken as it is written; no entry is lost by it. */
  note(where: string, why: string): void {
    this.leftOutCount += 1;
    if (this.leftOut.length < limits.told) this.leftOut.push({ where, why });
  }

  /** Counts an entry that cannot be taken. */
  leave(where: string, why: string): void {
    this.count();
    this.drop(where, why);
    this.lost = true;
  }

  /** Counts an entry that names no tool: the list is no less whole without it. */
  skip(where: string, why: string): void {
    this.count();
    this.drop(where, why);
  }

  /** All there was. Throws Unreadable where the file names nothing. */
  inventory({ format, formatVersion, describedOn, subject, isComplete }: Facts): ReadInventory {
    const { entries, repeated, dropped, leftOut, leftOutCount } = this;
    if (this.items.size === 0) {
      const first = leftOut[0];
      throw new Unreadable(
        first ? `names nothing that can be read: ${first.where} ${first.why}` : 'names nothing',
      );
    }
    this.tell(true);
    return {
      format,
      formatVersion,
      describedOn: describedOn ?? null,
      subject: cut(cleaned(subject)),
      // A list that lost something is not whole.
      isComplete: (isComplete ?? false) && !this.lost,
      ...{ entries, items: [...this.items.values()], repeated, dropped, leftOut, leftOutCount },
    };
  }

  private tell(areLast: boolean): void {
    if (areLast || this.untold.length > 0) this.early?.(this.untold, areLast);
    this.untold = [];
  }

  private count(): void {
    this.entries += 1;
    if (this.entries > limits.entries) tooMany();
  }

  private drop(where: string, why: string): undefined {
    this.dropped += 1;
    this.note(where, why);
  }

  private identified(entry: Entry, name: string): { purl: string | null; version: string | null } {
    const said = cleaned(entry.version);
    if (entry.purl === undefined) {
      const purl = entry.type ? purlOf(entry.type, name) : null;
      if (entry.type && !purl) this.note(entry.where, 'is no package name: kept as a name only');
      return { purl, version: said };
    }
    const read = readPurl(entry.purl);
    if (!read) {
      this.note(entry.where, 'has a package URL that is none: kept by its name');
      return { purl: null, version: said };
    }
    if (said && read.version && said !== read.version) {
      this.note(
        entry.where,
        `says version ${short(said)}, its package URL ${short(read.version)}: which one is not known`,
      );
      return { purl: read.purl, version: null };
    }
    return { purl: read.purl, version: said ?? read.version };
  }

  private bounded(where: string, version: string | null): string | null {
    if (version === null || version.length <= limits.version) return version;
    this.note(where, `has a version of more than ${limits.version} letters: kept without it`);
    return null;
  }

  private once(item: ReadItem): ReadItem {
    const { purl, name, version, supplier, webAddress } = item;
    const key = `${purl ?? `${name}\n${supplier}\n${webAddress}`}\n${version ?? ''}`;
    const known = this.items.get(key);
    if (!known) {
      this.items.set(key, item);
      if (this.early && this.untold.push(item) === bundle) this.tell(false);
      return item;
    }
    this.repeated += 1;
    if (strength[item.direct] > strength[known.direct]) known.direct = item.direct;
    known.supplier ??= item.supplier;
    known.webAddress ??= item.webAddress;
    return known;
  }
}

export function tooMany(): never {
  throw new Unreadable(
    `names more than ${limits.entries.toLocaleString('en')} components, the most that is read from one: split it`,
  );
}

/** Control characters, halves of letters, and what would turn the text around it. */
const unkept = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const plain = /^[ -~]*$/;
const allUnkept = new RegExp(`${unkept.source}+`, 'gu');

/** Without what cannot be kept, and space around it; null where nothing is left. */
function cleaned(text: string | null | undefined): string | null {
  if (text && plain.test(text)) return text.trim() || null;
  return text?.replace(allUnkept, ' ').trim() || null;
}

/** At most as long as a name, without half a letter at its end. */
const cut = (text: string | null): string | null =>
  text?.slice(0, limits.name).replace(/\p{Cs}$/u, '') || null;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function addressOf(text: string | null | undefined): string | null {
  const address = cleaned(text);
  if (!address || address.length > limits.address || !/^https?:\/\//i.test(address)) return null;
  return URL.canParse(address) ? address : null;
}
