import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { Counts } from '../exposure/counts.js';

/** Malware closes in on whoever installed it; a vulnerability may be used by anybody; a breach is of a tool's maker. */
export const incidentKinds = ['malware', 'vulnerability', 'breach'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStates = ['open', 'closed'] as const;
export type IncidentState = (typeof incidentStates)[number];

/** What is affected, where no advisory says so. */
export interface NamedPackage {
  /** Package URL without a version; left out for a tool that has none. */
  purl?: string;
  name: string;
  /** Affected versions; none: every version. */
  versions: string[];
}

export interface IncidentSource {
  title: string;
  link?: string;
}

/** Our case about an event upstream, or about news. None is ever removed. */
@Entity('incident')
export class Incident {
  @IdKey() id: string;
  /** Counts the incidents of this installation without gaps; I-3 is number 3. */
  @WholeColumn() number: number;
  @WordColumn() title: string;
  @WordColumn() kind: IncidentKind;
  /** The advisories it is about; empty where it was opened by hand. */
  @IdColumn({ nullable: true }) eventId: string | null;
  @JsonColumn() packages: NamedPackage[];
  /** The days on which one could be hit. */
  @DayColumn({ nullable: true }) windowFrom: string | null;
  @DayColumn({ nullable: true }) windowTo: string | null;
  @TextColumn({ nullable: true }) summary: string | null;
  @JsonColumn() sources: IncidentSource[];
  /** What sources contradict each other on, or is doubted. */
  @TextColumn({ nullable: true }) disputed: string | null;
  @IdColumn() leadId: string;
  @WordColumn() state: IncidentState;
  @WordColumn() openedBy: string;
  @InstantColumn() openedAt: Date;
  /** Why it touches our data, as a person confirmed. */
  @TextColumn({ nullable: true }) confirmedBecause: string | null;
  @WordColumn({ nullable: true }) confirmedBy: string | null;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @TextColumn({ nullable: true }) closedBecause: string | null;
  @WordColumn({ nullable: true }) closedBy: string | null;
  @InstantColumn({ nullable: true }) closedAt: Date | null;
  /** The last that is finished: what readers see. */
  @WholeColumn() derivation: number;
  @InstantColumn({ nullable: true }) derivedAt: Date | null;
  @JsonColumn() counts: Counts;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

export const incidentReference = (number: number): string => `I-${number}`;
