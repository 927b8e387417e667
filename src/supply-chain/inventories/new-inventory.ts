import type { EvidenceGrade } from '../../scoring/index.js';
import type { ToolLine } from '../tools/tool-lines.service.js';
import type { InventorySource, Known } from '../words.js';
import type { LeftOut } from './inventory.entity.js';

/** One line of a list to be taken. What is not said is unknown. */
export interface InventoryItem extends ToolLine {
  /** Without one, that of the package URL. */
  version?: string | null;
  seesOurData?: Known;
  holdsCredentials?: Known;
  direct?: Known;
  purpose?: string | null;
}

/** A list to be taken into the register. */
export interface NewInventory {
  vendorId: string;
  /** Left out where it is about all that the vendor does. */
  engagementId?: string | null;
  source: InventorySource;
  /** What it is taken from, once: a submission, a piece of evidence, or an id made for it. */
  sourceId: string;
  /** What it describes, such as one service: a newer list takes the place of an older one of the same. */
  subject?: string | null;
  format?: string | null;
  formatVersion?: string | null;
  /** `YYYY-MM-DD`. */
  describedOn: string;
  /** Whether what its tools are built from is in it, too. */
  isComplete: boolean;
  /** How well it is proven; as usual for its source unless told. */
  grade?: EvidenceGrade;
  evidenceId?: string | null;
  fileName?: string | null;
  /** The first of what was left out; 100 are kept. */
  leftOut?: readonly LeftOut[];
  leftOutCount?: number;
}

export const usualGrade: Readonly<Record<InventorySource, EvidenceGrade>> = {
  answer: 'assertion',
  sbom: 'artefact',
  lockfile: 'artefact',
  outreach: 'assertion',
  analyst: 'assertion',
};
