import { ChoiceField, InstantField, TextField, WholeField } from '../platform/http/index.js';
import {
  checkpointReasons,
  keptStates,
  type CheckpointReason,
  type KeptStanding,
} from '../journal/index.js';

const biggest = 2_147_483_647;
const hash = '5d1f0a5b0c7e4f7c9a40e5a5b9c1ff0f2f6a3d1c7f0b9b1e7d3a4c5e6f708192';
const note =
  'assay.example.org/journal\n412\nXR8KWwx+T3yaQOWlucH/Dy9qPRx/C5sefTpMXm9wgZI=\n\n— assay.example.org/journal Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';

export class CheckpointView {
  @WholeField({
    min: 0,
    max: biggest,
    example: 412,
    description: 'Number of entries it covers.',
  })
  size: number;
  @TextField({
    max: 64,
    example: hash,
    description: 'Merkle root over them (RFC 6962), in hexadecimal.',
  })
  root: string;
  @TextField({ max: 64, example: hash, description: 'SHA-256 of the public key that signed it.' })
  fingerprint: string;
  @ChoiceField(checkpointReasons, {
    description: 'Why it was signed: another day, a report, a dossier, a new key, or on request.',
  })
  reason: CheckpointReason;
  @InstantField() signedAt: string;
  @TextField({
    max: 4000,
    lines: true,
    example: note,
    description:
      'The signed text (C2SP signed note). Keep it elsewhere: a journal that was rewritten later does not fit it.',
  })
  note: string;
}

export class SigningKeyView {
  @TextField({ max: 64, example: hash, description: 'SHA-256 of the public key as DER.' })
  fingerprint: string;
  @TextField({ max: 1000, lines: true, description: 'The public key, PEM.' }) publicKey: string;
  @TextField({ max: 1000, description: 'The same as verifiers of signed notes take it.' })
  verifierKey: string;
  @InstantField({ description: 'Of its first signature.' }) addedAt: string;
}

export class KeptCheckpointView {
  @ChoiceField(keptStates, {
    description:
      'How the journal stands to the checkpoint beside the keys: `held`; `older`, it is shorter; `other`, it says something else; or there is none, or none that can be read.',
  })
  state: KeptStanding['state'];
  @WholeField({
    min: 0,
    max: biggest,
    optional: true,
    example: 412,
    description: 'Number of entries that the kept checkpoint covers.',
  })
  size?: number;
  @WholeField({ min: 0, max: biggest, example: 398, description: 'Entries of the journal now.' })
  entries: number;
  @TextField({ max: 1_000, description: 'What that means, in a sentence.' }) says: string;
}

export class JournalAcceptance {
  @TextField({
    max: 1_000,
    lines: true,
    example: 'Restored from the backup of 24 November.',
    description: 'Why the journal is right as it is. It stands in the journal.',
  })
  reason: string;
}
