import type { Incident } from '../cases/incident.entity.js';
import { incidentReference } from '../cases/incident.entity.js';
import type { Basis, Certainty, StandingWord } from '../exposure/facts.js';

interface Exposed {
  standing: StandingWord;
  certainty: Certainty | null;
  basis: Basis | null;
}

export interface DueFloor {
  floor: 'F2' | 'F5';
  /** A clause without a full stop; the same as long as nothing that counts has changed. */
  reason: string;
}

type Case = Pick<Incident, 'number' | 'title' | 'kind' | 'state' | 'confirmedAt'>;

/**
 * The floors that an incident puts under a vendor's score. F2: the event is malware, and it is certain that the vendor has
 * it in use, by a version that matches or by its own word; what may be only is not enough. Whether a person confirmed the
 * incident does not matter, and closing it does not lift F2: only an all-clear, or a later list, does. F5: the incident is
 * open and confirmed, the vendor is affected or may be, and holds something of ours. Source: VRM-1, floors.
 * @param held what of ours it holds, as a clause; undefined for nothing
 */
export function dueFloors(incident: Case, exposed: Exposed, held: string | undefined): DueFloor[] {
  const { kind, state, confirmedAt, title, number } = incident;
  const name = `${incidentReference(number)}, “${title}”`;
  const { standing, certainty, basis } = exposed;
  const floors: DueFloor[] = [];
  if (standing !== 'affected') return floors;
  const inUse = certainty === 'confirmed' && basis?.outOfUseSince === undefined;
  if (kind === 'malware' && inUse) {
    const version = basis?.version ? ` ${basis.version}` : '';
    const listed = `${basis?.tool}${version} is in use, which ${name}, names as malware`;
    const said = `it says itself that the malware of ${name}, hit it`;
    floors.push({ floor: 'F2', reason: basis?.tool ? listed : said });
  }
  if (state === 'open' && confirmedAt !== null && held !== undefined) {
    const how = certainty === 'possible' ? 'may affect it' : 'affects it';
    floors.push({ floor: 'F5', reason: `${name}, is open, ${how}, and it holds ${held}` });
  }
  return floors;
}
