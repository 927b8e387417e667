import { Injectable } from '@nestjs/common';
import { Database, listed } from '../../platform/database/index.js';
import {
  dataCategories,
  listed as spoken,
  type AccessKind,
  type DataCategory,
} from '../../scoring/index.js';

/** What of ours a vendor holds through one engagement. */
export interface Held {
  vendorId: string;
  engagementId: string;
  engagement: string;
  data: DataCategory[];
  access: AccessKind[];
  holdsCredentials: boolean;
  codeRunsHere: boolean;
}

interface Raw extends Omit<Held, 'data' | 'access' | 'holdsCredentials' | 'codeRunsHere'> {
  data: string;
  access: string;
  holdsCredentials: number;
  codeRunsHere: number;
}

/** What of ours vendors hold: data categories, access, keys. */
@Injectable()
export class Holdings {
  constructor(private readonly database: Database) {}

  /** By vendor and engagement, those of engagements that have ended too: what was given stays given. */
  async of(vendorIds: readonly string[]): Promise<Held[]> {
    if (vendorIds.length === 0) return [];
    const rows = await this.database.sql<Raw[]>`
      SELECT e.vendor_id AS "vendorId", e.id AS "engagementId", e.name AS engagement, e.data, e.access,
        e.holds_credentials AS "holdsCredentials", e.code_runs_here AS "codeRunsHere"
      FROM engagement e WHERE e.vendor_id IN (${listed(vendorIds)}) ORDER BY e.vendor_id, e.id`;
    return rows.map((row) => ({
      ...row,
      data: JSON.parse(row.data) as DataCategory[],
      access: JSON.parse(row.access) as AccessKind[],
      holdsCredentials: Number(row.holdsCredentials) === 1,
      codeRunsHere: Number(row.codeRunsHere) === 1,
    }));
  }
}

const dataWords = new Map(dataCategories.map(({ code, label }) => [code, lower(label)]));

/** What of ours a vendor holds that is not public, as a clause: "personal data and credentials"; nothing where it is none. */
export function heldClause(held: readonly Held[]): string | undefined {
  const codes = new Set(held.flatMap(({ data }) => data));
  codes.delete('public');
  const parts = [...codes].map((code) => dataWords.get(code) ?? code).sort();
  if (held.some(({ holdsCredentials }) => holdsCredentials)) parts.push('credentials of ours');
  return parts.length === 0 ? undefined : spoken(parts);
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
