import { Injectable } from '@nestjs/common';
import { Invalid, NotFound } from '../../platform/errors.js';

/** Something evidence can be attached to. */
export interface Subject {
  kind: string;
  id: string;
  /** Such as the key of a question; left out for the whole. */
  part?: string;
}

/** What the floor that owns such subjects knows of one. */
export interface KnownSubject {
  vendorId: string;
  /** How people call it. */
  title: string;
}

type Look = (id: string, part: string) => Promise<KnownSubject | undefined>;

/** The kinds of things that evidence can be attached to; each is declared by the domain that owns it. */
@Injectable()
export class EvidenceSubjects {
  private readonly kinds = new Map<string, Look>();

  /** Call it when the module starts. */
  declare(kind: string, look: Look): void {
    if (this.kinds.has(kind)) throw new Error(`The subject ${kind} is declared twice.`);
    this.kinds.set(kind, look);
  }

  async find({ kind, id, part = '' }: Subject): Promise<KnownSubject> {
    const look = this.kinds.get(kind);
    if (!look) throw new Invalid({ kind: `is not one of: ${[...this.kinds.keys()].join(', ')}` });
    const known = await look(id, part);
    if (!known) throw new NotFound(kind);
    return known;
  }
}
