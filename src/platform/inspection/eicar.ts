import { refuse } from './refuse.js';

/** In two halves, so that no scanner takes this file for what it looks for. */
const signature = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/**
 * Looks for the test string of EICAR in pieces that follow each other. This is no virus scanner: it refuses the one
 * file by which people check that hostile uploads are noticed at all.
 */
export class EicarWatch {
  private before = Buffer.alloc(0);

  look(piece: Buffer): void {
    const joint = Buffer.concat([this.before, piece.subarray(0, signature.length)]);
    if (joint.includes(signature) || piece.includes(signature)) {
      refuse('holds the EICAR test virus: nothing was stored');
    }
    const end = Buffer.concat([this.before, piece.subarray(-signature.length)]);
    this.before = Buffer.from(end.subarray(-(signature.length - 1)));
  }
}
