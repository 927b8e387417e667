/** The signed checkpoint up to which a report tells of the journal. */
export interface PrintedCheckpoint {
  size: number;
  /** Merkle root in hexadecimal. */
  root: string;
  /** Instant. */
  at: string;
  /** Fingerprint of the key that signed it. */
  key: string;
  /** For the foot of each page. */
  short: string;
}
