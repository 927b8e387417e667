import { Injectable } from '@nestjs/common';
import { EvidenceSubjects, type Subject } from '../../evidence/index.js';
import { NotFound } from '../../platform/errors.js';
import { ChoiceField, IdField, TextField } from '../../platform/http/index.js';

/** What new evidence is attached to once it is here, as the address of its form says it. */
export class AttachedTo {
  @IdField({ optional: true }) audit?: string;
  @IdField({ optional: true }) assessment?: string;
  @TextField({ max: 80, optional: true }) question?: string;
  @IdField({ optional: true }) finding?: string;
  @IdField({ optional: true }) offboarding?: string;
  @ChoiceField(['data', 'certificate'], { optional: true }) step?: 'data' | 'certificate';
}

export interface EvidencePlace {
  subject: Subject;
  /** How people call it. */
  title: string;
  /** Its page. */
  href: string;
  /** What names it in the address of a form, with its question mark. */
  query: string;
}

/** The page of something that evidence is attached to. */
export const placeHref: Readonly<Record<string, (id: string, part: string) => string>> = {
  answer: (id, part) => `/assessments/${id}/review/${encodeURIComponent(part)}`,
  audit: (id) => `/audits/${id}`,
  finding: (id) => `/findings/${id}`,
  offboarding: (id) => `/offboardings/${id}`,
};

/** The address of the form for new evidence of a vendor that is attached to this at once. */
export const newEvidenceHref = (vendorId: string, place: AttachedTo): string =>
  `/vendors/${vendorId}/evidence/new${queryOf(place)}`;

@Injectable()
export class EvidencePlaces {
  constructor(private readonly subjects: EvidenceSubjects) {}

  /** Nothing where the address names nothing; what belongs to another vendor is not there. */
  async find(vendorId: string, named: AttachedTo): Promise<EvidencePlace | undefined> {
    const subject = subjectOf(named);
    if (!subject) return undefined;
    const { kind, id, part = '' } = subject;
    const known = await this.subjects.find(subject);
    if (known.vendorId !== vendorId) throw new NotFound(kind);
    return {
      subject,
      title: known.title,
      href: placeHref[kind]?.(id, part) ?? `/vendors/${vendorId}/evidence`,
      query: queryOf(named),
    };
  }
}

function queryOf(named: AttachedTo): string {
  const said = Object.entries(named).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(said as [string, string][]).toString()}`;
}

function subjectOf({
  audit,
  assessment,
  question,
  finding,
  offboarding,
  step,
}: AttachedTo): Subject | undefined {
  if (audit !== undefined) return { kind: 'audit', id: audit };
  if (finding !== undefined) return { kind: 'finding', id: finding };
  if (offboarding !== undefined && step !== undefined) {
    return { kind: 'offboarding', id: offboarding, part: step };
  }
  if (assessment === undefined || question === undefined) return undefined;
  return { kind: 'answer', id: assessment, part: question };
}
