import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../platform/database/index.js';
import { Policies } from '../../policies/index.js';
import { likenessPolicy } from './likeness-policy.js';
import { readSignature, shareOf } from './signature.js';

/** A report of another vendor that says nearly the same in nearly the same words. */
export interface Likeness {
  /** The evidence that was asked about, and the other vendor's. */
  evidenceId: string;
  title: string;
  otherId: string;
  otherTitle: string;
  otherVendorId: string;
  otherVendorName: string;
  /** Estimated share of the runs of five words that both have, in whole percent. */
  share: number;
  /** From which share they are shown, in percent. */
  threshold: number;
}

interface Meeting extends Omit<Likeness, 'share' | 'threshold'> {
  signature: string;
  otherSignature: string;
}

const inForce = (evidence: Sql, revision: Sql): Sql =>
  sql`${revision}.evidence_id = ${evidence}.id AND ${revision}.number = ${evidence}.revisions`;
const mostMeetings = 500;

/** Which reports look like those of other vendors. Reports of one and the same vendor are never compared. */
@Injectable()
export class Likenesses {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  async of(evidenceId: string): Promise<Likeness[]> {
    return this.alike(sql`e.id = ${evidenceId}`);
  }

  async forVendor(vendorId: string): Promise<Likeness[]> {
    return this.alike(sql`e.vendor_id = ${vendorId}`);
  }

  private async alike(which: Sql): Promise<Likeness[]> {
    const { share: threshold } = await this.policies.read(likenessPolicy);
    const found = (await this.meetings(which)).map(({ signature, otherSignature, ...meeting }) => ({
      ...meeting,
      share: Math.floor(100 * shareOf(readSignature(signature), readSignature(otherSignature))),
      threshold,
    }));
    return found
      .filter(({ share }) => share >= threshold)
      .sort((one, other) => other.share - one.share || (one.otherId < other.otherId ? -1 : 1));
  }

  /** Those whose signatures agree in a whole band: by index, however many there are. Most bands first. */
  private async meetings(which: Sql): Promise<Meeting[]> {
    return this.database.sql<Meeting[]>`
      SELECT e.id AS "evidenceId", e.title, o.id AS "otherId", o.title AS "otherTitle",
        o.vendor_id AS "otherVendorId", v.name AS "otherVendorName", mine.signature,
        theirs.signature AS "otherSignature"
      FROM (
        SELECT e.id AS evidence_id, b.file_id, ob.file_id AS other_file_id, COUNT(*) AS shared
        FROM evidence e
        JOIN evidence_revision r ON ${inForce(sql`e`, sql`r`)}
        JOIN evidence_fingerprint_band b ON b.file_id = r.file_id
        JOIN evidence_fingerprint_band ob ON ob.word = b.word AND ob.band = b.band AND ob.file_id <> b.file_id
        JOIN evidence_file f ON f.id = ob.file_id AND f.vendor_id <> e.vendor_id
        WHERE ${which} AND e.withdrawn_at IS NULL
        GROUP BY e.id, b.file_id, ob.file_id
        ORDER BY shared DESC, other_file_id LIMIT ${mostMeetings}
      ) met
      JOIN evidence e ON e.id = met.evidence_id
      JOIN evidence_fingerprint mine ON mine.file_id = met.file_id
      JOIN evidence_fingerprint theirs ON theirs.file_id = met.other_file_id
      JOIN evidence_revision ro ON ro.file_id = met.other_file_id
      JOIN evidence o ON ${inForce(sql`o`, sql`ro`)} AND o.withdrawn_at IS NULL
      JOIN vendor v ON v.id = o.vendor_id`;
  }
}
